import {element, read} from './own-interface.js';

const MOST = 50;

/**
 * On each card of the list: which case it is. All cards that appear together ask once.
 *
 * @type {Map<string, HTMLElement[]>}
 */
let waiting = new Map();
/** @type {Map<string, {number: string, title: string, applicant: string}>} */
const known = new Map();

/** The number of the case of a task whose card was shown. */
export function caseNumberOf(taskId) {
  return known.get(taskId)?.number;
}

export default {
  id: 'bio-case-line',
  pluginPoint: 'tasklist.card',
  render(node, {taskId}) {
    node.classList.add('bio-card-case');
    if (known.has(taskId)) {
      show(node, known.get(taskId));
      return;
    }
    if (waiting.size === 0) {
      setTimeout(ask);
    }
    waiting.set(taskId, [...(waiting.get(taskId) || []), node]);
  }
};

async function ask() {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let i = 0; i < ids.length; i += MOST) {
    try {
      const part = ids.slice(i, i + MOST);
      const lines = await read(`/api/tasks/cases?ids=${part.map(encodeURIComponent).join(',')}`);
      Object.entries(lines).forEach(([id, line]) => {
        if (known.size > 500) {
          known.clear();
        }
        known.set(id, line);
        asked.get(id)?.forEach(node => show(node, line));
      });
    } catch (failure) {
      // A card without its case line is still a card.
    }
  }
}

function show(node, line) {
  node.replaceChildren(element('span', {title: `${line.applicant}\n${line.title}`}, `${line.number}　${line.title}`));
}
