import {chineseDate, element, read} from './own-interface.js';

/** @type {AbortController | undefined} */
let stop;

/** 文书: the documents issued in the case of the task, open or finished. */
export default {
  id: 'bio-documents',
  pluginPoint: 'tasklist.task.detail',
  priority: 800,
  properties: {label: '文书'},
  async render(node, {taskId}) {
    stop?.abort();
    stop = new AbortController();
    const signal = stop.signal;
    node.classList.add('bio-dossier');
    node.replaceChildren(element('p', {class: 'bio-empty'}, '正在读取……'));
    try {
      show(node, await read(`/api/tasks/${encodeURIComponent(taskId)}/documents`, signal));
    } catch (failure) {
      if (!signal.aborted) {
        node.replaceChildren(element('p', {class: 'bio-empty'}, failure.message));
      }
    }
  },
  unmount() {
    stop?.abort();
  }
};

function show(node, {ofCase, documents}) {
  const head = element('p', {class: 'bio-case'}, element('strong', {}, ofCase.number), `　${ofCase.title}`);
  if (documents.length === 0) {
    node.replaceChildren(head, element('p', {class: 'bio-empty'}, '本办件还没有出具文书。'));
    return;
  }
  const rows = documents.map(document => element('tr', {},
    element('td', {}, document.number),
    element('td', {}, element('a', {href: document.href, target: '_blank', rel: 'noopener'}, document.title)),
    element('td', {}, chineseDate(document.issuedOn))));
  node.replaceChildren(head, element('table', {class: 'table'},
    element('thead', {}, element('tr', {}, ...['文号', '文书', '出具日期'].map(text => element('th', {}, text)))),
    element('tbody', {}, ...rows)));
}
