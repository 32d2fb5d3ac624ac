import {element, read} from './own-interface.js';

const MOST = 50;
const FRESH = 30_000;

/**
 * On each card of the list: case number, applicant, item, and what remains of the limits. All cards that appear together
 * ask once.
 *
 * @type {Map<string, HTMLElement[]>}
 */
let waiting = new Map();
/** @type {Map<string, {at: number, card: any}>} */
const known = new Map();
/** @type {Map<string, HTMLElement>} the card on the screen */
const shownOn = new Map();

/** The number of the case of a task whose card was shown. */
export function caseNumberOf(taskId) {
  return known.get(taskId)?.card.number;
}

/** Something was done to the case of this task: its card asks again. */
export function refreshCard(taskId) {
  known.delete(taskId);
  const node = shownOn.get(taskId);
  if (node?.isConnected) {
    enqueue(taskId, node);
  }
}

export default {
  id: 'bio-case-line',
  pluginPoint: 'tasklist.card',
  render(node, {taskId}) {
    node.classList.add('bio-card-case');
    shownOn.set(taskId, node);
    const before = known.get(taskId);
    if (before) {
      show(node, before.card);
      if (Date.now() - before.at < FRESH) {
        return;
      }
    }
    enqueue(taskId, node);
  }
};

function enqueue(taskId, node) {
  if (waiting.size === 0) {
    setTimeout(ask);
  }
  waiting.set(taskId, [...(waiting.get(taskId) || []), node]);
}

async function ask() {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let i = 0; i < ids.length; i += MOST) {
    try {
      const part = ids.slice(i, i + MOST);
      const cards = await read(`/api/tasks/cases?ids=${part.map(encodeURIComponent).join(',')}`);
      Object.entries(cards).forEach(([id, card]) => {
        if (known.size > 500) {
          known.clear();
          [...shownOn].filter(([, node]) => !node.isConnected).forEach(([id]) => shownOn.delete(id));
        }
        known.set(id, {at: Date.now(), card});
        asked.get(id)?.forEach(node => show(node, card));
      });
    } catch (failure) {
      // A card without its case line is still a card.
    }
  }
}

function show(node, {number, title, applicant, item, onBehalfOf, clock}) {
  node.replaceChildren(
    element('div', {class: 'bio-card-chips'},
      element('strong', {}, number),
      ...(onBehalfOf ? [element('span', {class: 'bio-chip bio-behalf'}, `代${onBehalfOf}`)] : []),
      ...clock.map(remaining => chip(remaining))),
    element('div', {class: 'bio-card-line', title: applicant}, applicant),
    element('div', {class: 'bio-card-line', title: `${item}：${title}`}, `${item}：${title}`));
}

/** What remains, in words and in a colour. */
export function chip({state, text}) {
  return element('span', {class: `bio-chip bio-${state.toLowerCase()}`}, text);
}
