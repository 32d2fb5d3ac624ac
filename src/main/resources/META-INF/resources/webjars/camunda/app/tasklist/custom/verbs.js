import {refreshCard} from './case-line.js';
import {chineseDate, element, postJson, read} from './own-interface.js';

/**
 * @typedef {{value: string, label: string}} Option
 * @typedef {{key: string, label: string, kind: 'TEXT' | 'ONE' | 'MANY' | 'SLOTS', required: boolean,
 *   options: Option[], hint: string}} Field
 * @typedef {{verb: string, label: string, group: string, meaning: string, refusal: string | null,
 *   fields: Field[]}} Offer
 */

const PREVIEW_AFTER = 350;

/** @type {AbortController | undefined} */
let stop;
/** @type {Dialog | undefined} */
let dialog;

/** 办理动作: what the person may do to the course of the case beside handing in the form. */
export default {
  id: 'bio-verbs',
  pluginPoint: 'tasklist.task.detail',
  priority: 850,
  properties: {label: '办理动作'},
  render(node, {api, taskId}) {
    stop?.abort();
    stop = new AbortController();
    node.classList.add('bio-verbs');
    show(node, api, taskId, '');
  },
  unmount() {
    stop?.abort();
    dialog?.close();
  }
};

/** @param {HTMLElement} node @param {any} api @param {string} taskId @param {string} done */
async function show(node, api, taskId, done) {
  const signal = stop.signal;
  const status = element('p', {class: 'bio-verb-done', role: 'status'}, done);
  node.replaceChildren(status, element('p', {class: 'bio-empty'}, '正在读取……'));
  try {
    const {verbs, history, copies} = await read(`/api/tasks/${encodeURIComponent(taskId)}/verbs`, signal);
    const usable = verbs.filter(offer => !offer.refusal);
    const others = verbs.filter(offer => offer.refusal);
    const after = text => {
      refreshCard(taskId);
      show(node, api, taskId, text);
    };
    node.replaceChildren(status, ...groups(usable, offer => button(offer, api, taskId, after)), unusable(others),
      past(history), sent(copies));
  } catch (failure) {
    if (!signal.aborted) {
      node.replaceChildren(status, element('p', {class: 'bio-empty'},
        done ? '本任务已不在您名下，请从左侧列表选择其他任务。' : failure.message));
    }
  }
}

/** @param {Offer[]} offers @param {(offer: Offer) => HTMLElement} made */
function groups(offers, made) {
  if (offers.length === 0) {
    return [element('p', {class: 'bio-empty'}, '现在没有可以进行的动作。')];
  }
  return [...new Set(offers.map(offer => offer.group))].map(group =>
    element('div', {class: 'bio-verb-group', role: 'group', 'aria-label': group},
      element('span', {class: 'bio-verb-heading'}, group),
      ...offers.filter(offer => offer.group === group).map(made)));
}

/** @param {Offer} offer @param {any} api @param {string} taskId @param {(text: string) => void} after */
function button(offer, api, taskId, after) {
  const made = element('button', {type: 'button', class: 'btn btn-default', title: offer.meaning, 'data-verb': offer.verb},
    offer.label);
  made.addEventListener('click', () => {
    dialog?.close();
    dialog = new Dialog(offer, api, taskId, made, after);
  });
  return made;
}

/** What cannot be done now, with the reason. @param {Offer[]} offers */
function unusable(offers) {
  if (offers.length === 0) {
    return '';
  }
  return element('details', {class: 'bio-verb-unusable'},
    element('summary', {}, `现在不能进行的动作（${offers.length}）`),
    element('dl', {}, ...offers.flatMap(offer => [
      element('dt', {'data-verb': offer.verb}, offer.label), element('dd', {}, offer.refusal)])));
}

function past(history) {
  if (history.length === 0) {
    return '';
  }
  return element('section', {}, element('h4', {}, '办理动作记录'),
    element('ul', {class: 'bio-verb-past'}, ...history.map(use => element('li', {},
      element('strong', {}, use.verb), `　${use.actor}　${moment(use.at)}　“${use.stepName}”`,
      element('div', {class: 'bio-verb-effects'}, use.effects.join(' '))))));
}

function sent(copies) {
  if (copies.length === 0) {
    return '';
  }
  return element('section', {}, element('h4', {}, '抄送'),
    element('table', {class: 'table'},
      element('thead', {}, element('tr', {}, ...['抄送人', '收件人', '说明', '时间', '阅读'].map(text =>
        element('th', {scope: 'col'}, text)))),
      element('tbody', {}, ...copies.map(copy => element('tr', {},
        element('td', {}, copy.sender), element('td', {}, copy.recipient), element('td', {}, copy.note),
        element('td', {}, moment(copy.sentAt)),
        element('td', {}, copy.readAt ? `已读 ${moment(copy.readAt)}` : '未读'))))));
}

/** @param {string} at 2026-03-05T10:00:00+08:00 */
function moment(at) {
  return `${chineseDate(at)} ${at.slice(11, 16)}`;
}

/** Asks for what a verb needs, shows what it will do while it is filled in, and does it. */
class Dialog {

  /** @param {Offer} offer @param {any} api @param {string} taskId @param {HTMLElement} opener @param {(text: string) => void} after */
  constructor(offer, api, taskId, opener, after) {
    this.offer = offer;
    this.api = api;
    this.address = `/api/tasks/${encodeURIComponent(taskId)}/verbs/${offer.verb.toLowerCase()}`;
    this.opener = opener;
    this.after = after;
    this.stop = new AbortController();
    this.inputs = offer.fields.map(field => input(field));
    this.preview = element('div', {class: 'bio-verb-preview', 'aria-live': 'polite'});
    this.problem = element('p', {class: 'bio-verb-problem', role: 'alert'});
    this.confirm = /** @type {HTMLButtonElement} */ (
      element('button', {type: 'submit', class: 'btn btn-primary', disabled: ''}, `确认${offer.label}`));
    const cancel = element('button', {type: 'button', class: 'btn btn-link'}, '取消');
    cancel.addEventListener('click', () => this.close());
    this.form = element('form', {class: 'bio-verb-form', novalidate: ''},
      element('h3', {id: 'bio-verb-title'}, offer.label),
      element('p', {class: 'bio-verb-meaning'}, offer.meaning),
      ...this.inputs.map(each => each.node),
      element('div', {class: 'bio-verb-preview-box'}, element('strong', {}, '确认以后'), this.preview),
      this.problem,
      element('div', {class: 'bio-verb-buttons'}, cancel, this.confirm));
    this.node = element('div', {class: 'bio-verb-shade'},
      element('div', {class: 'bio-verb-dialog', role: 'dialog', 'aria-modal': 'true',
        'aria-labelledby': 'bio-verb-title'}, this.form));
    document.body.append(this.node);
    const signal = this.stop.signal;
    this.form.addEventListener('input', () => this.later(), {signal});
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.apply();
    }, {signal});
    this.node.addEventListener('keydown', event => this.key(event), {signal});
    /** @type {HTMLElement} */ (this.focusable()[0]).focus();
    this.show();
  }

  values() {
    return Object.fromEntries(this.inputs.map(each => [each.key, each.value()]));
  }

  later() {
    clearTimeout(this.timer);
    this.touched = true;
    this.confirm.disabled = true;
    this.timer = setTimeout(() => this.show(), PREVIEW_AFTER);
  }

  async show() {
    const asked = this.asked = {};
    try {
      const preview = await postJson(`${this.address}/preview`, this.api, this.values(), this.stop.signal);
      if (asked !== this.asked) {
        return;
      }
      this.confirm.disabled = Boolean(preview.refusal);
      this.preview.replaceChildren(...(preview.refusal
        ? [element('p', {class: this.touched ? 'bio-verb-refusal' : 'bio-verb-hint'}, preview.refusal)]
        : [list(preview.effects),
          preview.cancelled.length ? element('p', {}, `结束的任务：${preview.cancelled.join('、')}`) : '',
          preview.branches.length ? list(preview.branches) : '',
          element('p', {class: 'bio-verb-clock'}, preview.clock)]));
    } catch (failure) {
      if (!this.stop.signal.aborted) {
        this.preview.replaceChildren(element('p', {class: 'bio-verb-refusal'}, failure.message));
      }
    }
  }

  async apply() {
    if (this.confirm.disabled) {
      return;
    }
    this.confirm.disabled = true;
    this.problem.textContent = '';
    try {
      const done = await postJson(`${this.address}/apply`, this.api, this.values(), this.stop.signal);
      const text = `${this.offer.label}已完成。${done.effects[0] || ''}`;
      this.close();
      this.after(text);
    } catch (failure) {
      if (!this.stop.signal.aborted) {
        this.problem.textContent = failure.message;
        this.confirm.disabled = false;
      }
    }
  }

  focusable() {
    return [...this.node.querySelectorAll('input, select, textarea, button')].filter(each =>
      !(/** @type {any} */ (each).disabled) && /** @type {HTMLElement} */ (each).offsetParent !== null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.key === 'Escape') {
      this.close();
    } else if (event.key === 'Tab') {
      const all = this.focusable();
      const edge = event.shiftKey ? all[0] : all[all.length - 1];
      if (document.activeElement === edge) {
        event.preventDefault();
        /** @type {HTMLElement} */ (event.shiftKey ? all[all.length - 1] : all[0]).focus();
      }
    }
  }

  close() {
    clearTimeout(this.timer);
    this.stop.abort();
    this.node.remove();
    dialog = undefined;
    if (this.opener.isConnected) {
      this.opener.focus();
    }
  }
}

function list(lines) {
  return element('ul', {}, ...lines.map(line => element('li', {}, line)));
}

/** @param {Field} field */
function input(field) {
  const id = `bio-verb-${field.key}`;
  const label = field.label + (field.required ? '（必填）' : '（选填）');
  const hint = field.hint ? element('p', {class: 'bio-verb-hint', id: `${id}-hint`}, field.hint) : '';
  const described = field.hint ? {'aria-describedby': `${id}-hint`} : {};
  if (field.kind === 'TEXT') {
    const area = /** @type {HTMLTextAreaElement} */ (
      element('textarea', {id, rows: '3', maxlength: '500', class: 'form-control', ...described}));
    return {key: field.key, node: row(element('label', {for: id}, label), area, hint), value: () => area.value};
  }
  if (field.kind === 'ONE') {
    const select = /** @type {HTMLSelectElement} */ (element('select', {id, class: 'form-control', ...described},
      element('option', {value: ''}, '请选择'),
      ...field.options.map(option => element('option', {value: option.value}, option.label))));
    return {key: field.key, node: row(element('label', {for: id}, label), select, hint), value: () => select.value};
  }
  return field.kind === 'MANY' ? many(field, label, hint) : slots(field, label, hint);
}

function many(field, label, hint) {
  const boxes = field.options.map(option => element('input', {type: 'checkbox', value: option.value}));
  const node = element('fieldset', {class: 'bio-verb-row'}, element('legend', {}, label),
    element('div', {class: 'bio-verb-choices'}, ...field.options.map((option, i) =>
      element('label', {class: 'bio-verb-choice'}, boxes[i], ` ${option.label}`))), hint);
  return {
    key: field.key,
    node,
    value: () => boxes.map(box => /** @type {HTMLInputElement} */ (box)).filter(box => box.checked).map(box => box.value)
  };
}

/** A box for each slot; once ticked, a line for what is wrong with it. */
function slots(field, label, hint) {
  const rows = field.options.map(option => {
    const box = /** @type {HTMLInputElement} */ (element('input', {type: 'checkbox', value: option.value}));
    const text = /** @type {HTMLInputElement} */ (element('input', {type: 'text', class: 'form-control', maxlength: '150',
      'aria-label': `${option.label}：缺少什么或者哪里有误`, placeholder: '缺少什么，或者哪里有误', hidden: ''}));
    box.addEventListener('change', () => {
      text.hidden = !box.checked;
      if (box.checked) {
        text.focus();
      }
    });
    return {box, text, node: element('div', {class: 'bio-verb-slot'},
      element('label', {class: 'bio-verb-choice'}, box, ` ${option.label}`), text)};
  });
  return {
    key: field.key,
    node: element('fieldset', {class: 'bio-verb-row'}, element('legend', {}, label), ...rows.map(each => each.node), hint),
    value: () => Object.fromEntries(rows.filter(each => each.box.checked).map(each => [each.box.value, each.text.value]))
  };
}

function row(...children) {
  return element('div', {class: 'bio-verb-row'}, ...children);
}
