import {chineseDate, element, post, read} from './own-interface.js';

/** @type {AbortController | undefined} */
let stop;

/** 查询码: what the applicant follows the case with; a clerk at the counter gives out another one here. */
export default {
  id: 'bio-query-code',
  pluginPoint: 'tasklist.task.detail',
  priority: 500,
  properties: {label: '查询码'},
  async render(node, {api, taskId}) {
    stop?.abort();
    stop = new AbortController();
    const signal = stop.signal;
    const address = `/api/tasks/${encodeURIComponent(taskId)}/query-code`;
    node.classList.add('bio-dossier');
    node.replaceChildren(element('p', {class: 'bio-empty'}, '正在读取……'));
    try {
      show(node, await read(address, signal), () => post(address, api, signal));
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

function show(node, {number, issuedOn, mayReissue}, reissue) {
  const parts = [
    element('p', {class: 'bio-case'}, element('strong', {}, number)),
    element('p', {}, issuedOn
      ? `现在的查询码是${chineseDate(issuedOn)}发放的，系统不保存原文，不能再次查看。`
      : '本办件还没有查询码。'),
    element('p', {}, '申请人凭办件编号和查询码，在“办件进度查询”页面查看进度、提交补正。')
  ];
  if (mayReissue) {
    const button = element('button', {type: 'button', class: 'btn btn-default'}, '重新发放查询码');
    const sure = element('button', {type: 'button', class: 'btn btn-primary'}, '确定重新发放');
    const asked = element('p', {hidden: ''},
      '重新发放以后，原查询码立即作废。请先核对来人是申请单位的经办人。　', sure);
    const answer = element('div', {role: 'status'});
    // The page is sandboxed: the browser's own questions do not open here.
    button.addEventListener('click', () => {
      asked.hidden = false;
      sure.focus();
    });
    sure.addEventListener('click', async () => {
      sure.disabled = true;
      button.disabled = true;
      try {
        const {queryCode} = await reissue();
        asked.hidden = true;
        answer.replaceChildren(
          element('p', {class: 'bio-query-code'}, queryCode),
          element('p', {}, '请现在抄给申请人；离开本页以后不再显示。'));
      } catch (failure) {
        answer.replaceChildren(element('p', {}, failure.message));
        sure.disabled = false;
        button.disabled = false;
      }
    });
    parts.push(element('p', {}, button), asked, answer);
  } else {
    parts.push(element('p', {class: 'bio-empty'}, '申请人遗失查询码的，由受理窗口或者形式审查的同志重新发放。'));
  }
  node.replaceChildren(...parts);
}
