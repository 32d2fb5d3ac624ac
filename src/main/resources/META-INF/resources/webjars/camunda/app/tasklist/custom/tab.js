import {element, read} from './own-interface.js';

/**
 * A tab beside the form of a task, filled with what the server says of it.
 *
 * @param {{
 *   id: string,
 *   label: string,
 *   priority: number,
 *   address: string,
 *   show: (node: HTMLElement, answer: any, context: {taskId: string, api: object, signal: AbortSignal,
 *     again: (answer?: any) => void}) => void
 * }} tab address: what follows /api/tasks/{id}; again: shows the answer, or asks the server anew
 */
export function tab({id, label, priority, address, show}) {
  /** @type {AbortController | undefined} */
  let stop;
  return {
    id,
    pluginPoint: 'tasklist.task.detail',
    priority,
    properties: {label},
    async render(node, {taskId, api}) {
      stop?.abort();
      stop = new AbortController();
      const signal = stop.signal;
      node.classList.add('bio-tab');
      node.replaceChildren(element('p', {class: 'bio-empty', role: 'status'}, '正在读取……'));
      const again = async answer => {
        try {
          const shown = answer || await read(`/api/tasks/${encodeURIComponent(taskId)}${address}`, signal);
          if (!signal.aborted) {
            show(node, shown, {taskId, api, signal, again});
          }
        } catch (failure) {
          if (!signal.aborted) {
            node.replaceChildren(element('p', {class: 'bio-empty', role: 'alert'}, failure.message));
          }
        }
      };
      await again();
    },
    unmount() {
      stop?.abort();
    }
  };
}

/**
 * A table whose first column names its rows.
 *
 * @param {string} caption for those who hear it
 * @param {string[]} heads
 * @param {(Node | string)[][]} rows
 */
export function table(caption, heads, rows) {
  return element('table', {class: 'table bio-table'},
    element('caption', {class: 'sr-only'}, caption),
    element('thead', {}, element('tr', {}, ...heads.map(text => element('th', {scope: 'col'}, text)))),
    element('tbody', {}, ...rows.map(([first, ...others]) => element('tr', {},
      element('th', {scope: 'row'}, first), ...others.map(cell => element('td', {}, cell))))));
}

/**
 * Names and values.
 *
 * @param {[string, Node | string][]} pairs
 */
export function pairs(pairs) {
  return element('dl', {class: 'bio-pairs'}, ...pairs.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}
