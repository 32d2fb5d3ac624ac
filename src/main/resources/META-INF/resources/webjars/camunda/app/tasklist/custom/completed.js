import {caseNumberOf} from './case-line.js';
import {element, read} from './own-interface.js';

const SHOWN_FOR = 12_000;

/** @type {HTMLElement | undefined} */
let notice;

/**
 * After a task is handed in: that it is done, and where the case is now. Tasklist itself says nothing then; it is patched
 * to tell this event (patch-webapps.mjs).
 */
window.addEventListener('bio-task-completed', event => {
  const {id, name} = event.detail;
  const number = caseNumberOf(id);
  show(`已办理：${number ? `${number}　` : ''}${name}`, number ? whereNow(number) : Promise.resolve(''));
});

/**
 * @param {string} number of the case
 * @returns {Promise<string>} one sentence; empty when it cannot be read
 */
async function whereNow(number) {
  try {
    const {status, open} = await read(`/api/cases/${encodeURIComponent(number)}/standing`);
    if (open.length === 0) {
      return `本办件没有待办的步骤，现在是“${status}”。`;
    }
    const steps = open.map(step => step.groups.length > 0 ? `${step.name}（${step.groups.join('、')}）` : step.name);
    return `下一步：${steps.join('；')}`;
  } catch (failure) {
    return '';
  }
}

/** @param {string} done @param {Promise<string>} next */
async function show(done, next) {
  notice?.remove();
  const shown = element('div', {class: 'bio-completed', role: 'status'}, element('strong', {}, done));
  const close = element('button', {type: 'button', 'aria-label': '关闭提示'}, '×');
  close.addEventListener('click', () => shown.remove());
  shown.append(close);
  notice = shown;
  document.body.append(shown);
  setTimeout(() => shown.remove(), SHOWN_FOR);
  const sentence = await next;
  if (sentence) {
    shown.append(element('span', {}, sentence));
  }
}
