import {chip} from './case-line.js';
import {element, read, Refused, send} from './own-interface.js';

/**
 * 批量办理: several like tasks claimed, assigned or completed in one go. Each task is one request with an answer of its
 * own, one after the other: what became of one stays on the screen whatever becomes of the next, and of the connection.
 *
 * @typedef {{key: string, kind: 'TEXT' | 'TICK' | 'ONE', label: string, note: string, required: boolean,
 *   maxLength: number | null, choices: {value: string, label: string}[]}} Asked
 * @typedef {{task: string, number: string, title: string, applicant: string, due: string | null, clock: any[],
 *   assignee: string | null}} Row
 * @typedef {{id: string, process: string, step: string,
 *   completion: {form: string, given: {label: string, shown: string} | null, asked: Asked[]} | null,
 *   colleagues: {value: string, label: string}[], rows: Row[]}} Step
 */

const ACTS = {complete: '办理', claim: '认领', assign: '分派'};
const ANSWER_WITHIN = 60_000;
const ASK_AGAIN_AFTER = 1_500;

/** @type {Bulk | undefined} */
let open;

export default {
  id: 'bio-bulk',
  pluginPoint: 'tasklist.header',
  priority: 10,
  render(node, {api}, scope) {
    const button = element('button', {type: 'button', class: 'btn btn-link bio-bulk-open', 'aria-haspopup': 'dialog'},
      element('span', {class: 'glyphicon glyphicon-check', 'aria-hidden': 'true'}), ' 批量办理');
    button.addEventListener('click', () => {
      open?.close();
      open = new Bulk(api, handled => refresh(scope, handled));
    });
    node.classList.add('bio-bulk-entry');
    node.append(button);
  },
  unmount() {
    open?.close();
  }
};

/** Tasklist looks again; a task that is done does not stay open beside the list. @param {Set<string>} handled */
function refresh(scope, handled) {
  const [path, query] = window.location.hash.split('?');
  const at = new URLSearchParams(query);
  scope.$applyAsync(() => {
    scope.tasklistData.changed('taskList');
    if (handled.has(at.get('task'))) {
      scope.tasklistData.changed('task');
    }
  });
  if (handled.has(at.get('task'))) {
    at.delete('task');
    at.delete('detailsTab');
    window.location.hash = `${path}?${at}`;
  }
}

class Bulk {

  /** @param {{CSRFToken?: string}} api @param {(handled: Set<string>) => void} after */
  constructor(api, after) {
    this.api = api;
    this.after = after;
    this.stop = new AbortController();
    /** @type {Map<string, {state: string, text: string, batch?: string, act?: string}>} what became of each task */
    this.results = new Map();
    /** @type {Set<string>} */
    this.chosen = new Set();
    this.handled = new Set();
    this.shelf = /** @type {HTMLSelectElement} */ (element('select', {class: 'form-control'}));
    this.kind = /** @type {HTMLSelectElement} */ (element('select', {class: 'form-control'}));
    this.again = element('button', {type: 'button', class: 'btn btn-default'}, '刷新列表');
    this.rows = element('div', {class: 'bio-bulk-rows', tabindex: '0', role: 'region', 'aria-label': '同类任务'});
    this.deed = element('form', {class: 'bio-bulk-deed', novalidate: ''});
    this.status = element('p', {class: 'bio-bulk-status', role: 'status'});
    const close = element('button',
      {type: 'button', class: 'btn btn-link bio-bulk-close', 'aria-label': '关闭批量办理'}, '×');
    const named = {class: 'bio-bulk', 'aria-labelledby': 'bio-bulk-title'};
    this.node = /** @type {HTMLDialogElement} */ (element('dialog', named,
      element('div', {class: 'bio-bulk-head'},
        element('h2', {id: 'bio-bulk-title'}, '批量办理'),
        element('label', {}, '范围', this.shelf), element('label', {class: 'bio-bulk-kind'}, '步骤', this.kind),
        this.again, close),
      this.rows, this.deed, this.status));
    document.body.append(this.node);
    const signal = this.stop.signal;
    close.addEventListener('click', () => this.leave(), {signal});
    this.again.addEventListener('click', () => this.load(this.shelf.value), {signal});
    this.shelf.addEventListener('change', () => this.load(this.shelf.value), {signal});
    this.kind.addEventListener('change', () => this.showStep(), {signal});
    this.deed.addEventListener('submit', event => {
      event.preventDefault();
      this.run();
    }, {signal});
    this.node.addEventListener('cancel', event => {
      event.preventDefault();
      this.leave();
    }, {signal});
    // Tasklist's shortcuts would reach the task behind the dialog.
    this.node.addEventListener('keydown', event => event.stopPropagation(), {signal});
    this.node.showModal();
    this.load(new URLSearchParams(window.location.hash.split('?')[1]).get('filter') || '');
  }

  /** @param {string} filter its id; empty for all own tasks */
  async load(filter) {
    this.rows.replaceChildren(element('p', {class: 'bio-empty'}, '正在读取……'));
    this.deed.replaceChildren();
    try {
      const shown = await read(`/api/bulk${filter ? `?filter=${encodeURIComponent(filter)}` : ''}`, this.stop.signal);
      this.shown = shown;
      this.results.clear();
      this.chosen.clear();
      const before = this.kind.value;
      this.shelf.replaceChildren(...[{id: '', name: '全部待办'}, ...shown.filters].map(({id, name}) => option(id, name)));
      this.shelf.value = shown.filter || '';
      this.kind.replaceChildren(...shown.steps.map(step => option(step.id, nameOf(step, shown.steps))));
      if (shown.steps.some(step => step.id === before)) {
        this.kind.value = before;
      }
      this.tell(shown.more ? `任务较多，只列出最先到期的 ${count(shown)} 项。` : '');
      this.showStep();
    } catch (failure) {
      if (filter && failure.status === 404) {
        await this.load('');
      } else if (!this.stop.signal.aborted) {
        this.rows.replaceChildren(element('p', {class: 'bio-empty', role: 'alert'}, failure.message));
      }
    }
  }

  /** @returns {Step} */
  step() {
    return this.shown.steps.find(step => step.id === this.kind.value);
  }

  showStep() {
    this.chosen.clear();
    if (this.shown.steps.length === 0) {
      this.rows.replaceChildren(element('p', {class: 'bio-empty'}, '这个范围里没有任务。'));
      this.deed.replaceChildren();
      return;
    }
    this.showRows();
    this.showDeed();
  }

  showRows() {
    const {rows, step} = this.step();
    this.all = /** @type {HTMLInputElement} */ (element('input', {type: 'checkbox', 'aria-label': '全选'}));
    this.all.addEventListener('change', () => this.chooseAll());
    /** @type {Map<string, {box: HTMLInputElement, line: HTMLElement, result: HTMLElement, assignee: HTMLElement}>} */
    this.lines = new Map();
    const body = element('tbody', {}, ...rows.map(row => this.line(row)));
    this.rows.replaceChildren(element('table', {class: 'table bio-table'},
      element('caption', {class: 'sr-only'}, `步骤“${step}”的任务`),
      element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, this.all),
        ...['办件编号', '申请单位', '申请内容', '期限', '办理人', '结果'].map(text => element('th', {scope: 'col'}, text)))),
      body));
    rows.forEach(row => this.showResult(row));
  }

  /** @param {Row} row */
  line(row) {
    const box = /** @type {HTMLInputElement} */ (
      element('input', {type: 'checkbox', 'aria-label': `选择 ${row.number} ${row.applicant}`}));
    box.addEventListener('change', () => {
      this.chosen[box.checked ? 'add' : 'delete'](row.task);
      this.showCount();
    });
    const result = element('td', {class: 'bio-bulk-result'});
    const assignee = element('td', {}, row.assignee || '待认领');
    const line = element('tr', {'data-task': row.task}, element('td', {}, box),
      element('th', {scope: 'row'}, row.number), element('td', {}, row.applicant), element('td', {}, row.title),
      element('td', {class: 'bio-bulk-due'}, ...(row.due ? [row.due] : ['—']), ' ', ...row.clock.slice(-1).map(chip)),
      assignee, result);
    this.lines.set(row.task, {box, line, result, assignee});
    return line;
  }

  /** @param {Row} row */
  showResult(row) {
    const shown = this.lines?.get(row.task);
    if (!shown) {
      return;
    }
    const {state, text} = this.results.get(row.task) || {state: '', text: ''};
    shown.line.className = state ? `bio-bulk-${state}` : '';
    shown.result.textContent = `${{done: '✓ ', refused: '✗ ', unclear: '？ '}[state] || ''}${text}`;
    shown.assignee.textContent = row.assignee || '待认领';
    shown.box.disabled = this.running || this.isOver(row);
    shown.box.checked = this.chosen.has(row.task);
    if (state === 'working') {
      shown.line.scrollIntoView({block: 'nearest'});
    }
  }

  /** Nothing is left to do with it here. @param {Row} row */
  isOver(row) {
    const result = this.results.get(row.task);
    return result?.state === 'done' && result.act !== 'claim';
  }

  chooseAll() {
    const {rows} = this.step();
    this.chosen.clear();
    if (this.all.checked) {
      rows.filter(row => !this.isOver(row)).slice(0, this.shown.most).forEach(row => this.chosen.add(row.task));
    }
    rows.forEach(row => this.showResult(row));
    this.showCount();
  }

  showDeed() {
    const step = this.step();
    const acts = [
      ...(step.completion ? ['complete'] : []),
      ...(step.rows.some(row => !row.assignee) ? ['claim'] : []),
      ...(step.colleagues.length > 0 ? ['assign'] : [])
    ];
    this.acts = acts;
    const radios = acts.map(act => element('input', {type: 'radio', name: 'bio-bulk-act', value: act}));
    this.fields = element('div', {class: 'bio-bulk-fields'});
    this.problem = element('p', {class: 'bio-bulk-problem', role: 'alert'});
    this.confirm = /** @type {HTMLButtonElement} */ (element('button', {type: 'submit', class: 'btn btn-primary'}));
    this.halt = /** @type {HTMLButtonElement} */ (
      element('button', {type: 'button', class: 'btn btn-default', hidden: ''}, '停止'));
    this.halt.addEventListener('click', () => (this.wantsToStop = true));
    this.progress = /** @type {HTMLProgressElement} */ (
      element('progress', {'aria-label': '办理进度', value: '0', hidden: ''}));
    this.deed.replaceChildren(
      element('fieldset', {class: 'bio-bulk-acts'}, element('legend', {}, '怎么办'),
        ...acts.map((act, i) => element('label', {}, radios[i], ` 批量${ACTS[act]}`))),
      this.fields,
      element('div', {class: 'bio-bulk-buttons'}, this.problem, this.progress, this.halt, this.confirm));
    radios.forEach(radio => radio.addEventListener('change', () => this.showFields(radio.value)));
    if (acts.length > 0) {
      radios[0].checked = true;
      this.showFields(acts[0]);
    } else {
      this.confirm.hidden = true;
      this.fields.replaceChildren(element('p', {}, '这些任务指定由本人逐件办理，不能批量办理。'));
    }
  }

  /** @param {string} act */
  showFields(act) {
    const {step, completion, colleagues} = this.step();
    this.act = act;
    this.problem.textContent = '';
    const oneByOne = completion ? [] : [element('p', {class: 'bio-bulk-hint'},
      `“${step}”要填每件各不相同的内容，须逐件办理；这里可以批量${this.acts.map(each => ACTS[each]).join('、')}。`)];
    if (act === 'claim') {
      this.inputs = [];
      this.fields.replaceChildren(...oneByOne, element('p', {class: 'bio-bulk-hint'}, '所选的任务认领到本人名下。'));
    } else if (act === 'assign') {
      this.inputs = [
        one('user', '分派给', true, colleagues, true), text('reason', '分派理由', true, 500, '', 1)
      ];
      this.fields.replaceChildren(...oneByOne, ...this.inputs.map(input => input.node));
    } else {
      const given = completion.given;
      this.inputs = completion.asked.map(asked => input(asked));
      this.fields.replaceChildren(
        element('p', {class: 'bio-bulk-given'}, ...(given ? [
          `${given.label}：`, element('strong', {}, given.shown), '　其他结论要写明每件的理由，请逐件办理。'] : []),
        '同一意见写入所选的每一件；每件单独审核、单独记录，一件不成不影响其他。'),
        ...this.inputs.map(input => input.node));
    }
    this.showCount();
  }

  /** The chosen tasks with which this can be done, in the order of the list. */
  eligible() {
    return this.step().rows.filter(row => this.chosen.has(row.task) && (this.act !== 'claim' || !row.assignee));
  }

  showCount() {
    const rows = this.eligible();
    const tooMany = rows.length > this.shown.most;
    const able = this.step().rows.filter(row => !this.isOver(row));
    this.all.checked = able.length > 0 && this.chosen.size === Math.min(able.length, this.shown.most);
    this.all.disabled = this.running || able.length === 0;
    this.confirm.textContent = `${ACTS[this.act]}所选 ${rows.length} 件`;
    this.confirm.disabled = this.running || rows.length === 0 || tooMany;
    this.problem.textContent = tooMany ? `一次最多 ${this.shown.most} 件，请减少选择。` : '';
  }

  async run() {
    const missing = this.inputs.find(input => input.required && !input.value());
    if (this.confirm.disabled || missing) {
      this.problem.textContent = missing ? `请填写“${missing.label}”。` : this.problem.textContent;
      missing?.focus();
      return;
    }
    const rows = this.eligible();
    const act = this.act;
    const values = Object.fromEntries(this.inputs.map(input => [input.key, input.value()]));
    const body = act === 'complete' ? {form: this.step().completion.form, data: filledIn(values)} : values;
    const batch = newBatch();
    this.busy(true, rows.length);
    this.tell(`正在${ACTS[act]} ${rows.length} 件。`);
    let tried = 0;
    let lost = '';
    for (const row of rows) {
      if (this.wantsToStop || lost) {
        break;
      }
      this.become(row, {state: 'working', text: '正在办理……'});
      lost = await this.one(act, row, batch, body);
      this.progress.value = ++tried;
      if (this.stop.signal.aborted) {
        return;
      }
    }
    rows.slice(tried).forEach(row => this.become(row, {state: 'waiting', text: '未办理'}));
    this.busy(false, rows.length);
    this.tell(summary(rows.map(row => this.results.get(row.task).state), ACTS[act], lost));
  }

  /** @returns {Promise<string>} why no answer comes any more; empty if one came */
  async one(act, row, freshBatch, body) {
    // What came to no answer before is asked for as it was: the server does not do it a second time.
    const before = this.results.get(row.task);
    const batch = before?.act === act && before.batch ? before.batch : freshBatch;
    const address = `/api/bulk/${batch}/${act}/${encodeURIComponent(row.task)}`;
    for (let attempt = 0; ; attempt++) {
      try {
        const signal = AbortSignal.timeout(ANSWER_WITHIN);
        const {result} = await send('POST', address, body, {csrf: this.api.CSRFToken, signal});
        this.chosen.delete(row.task);
        this.handled.add(row.task);
        row.assignee = act === 'assign' ? this.inputs[0].shown() : '本人';
        this.become(row, {state: 'done', text: result, act});
        return '';
      } catch (failure) {
        if (failure instanceof Refused && failure.status < 500 && failure.status !== 401) {
          this.become(row, {state: 'refused', text: failure.message});
          return '';
        }
        const signedOut = failure.status === 401;
        if (attempt > 0 || signedOut || this.stop.signal.aborted) {
          this.become(row, {state: 'unclear', text: '没有收到结果；再次提交时系统先核对，不会重复办理', batch, act});
          return signedOut ? '登录已经失效，请重新登录后再办。' : '连接中断，请稍后再办。';
        }
        await new Promise(resolve => setTimeout(resolve, ASK_AGAIN_AFTER));
      }
    }
  }

  /** @param {Row} row */
  become(row, result) {
    const before = this.results.get(row.task);
    const open = result.state === 'working' || result.state === 'waiting';
    const kept = open ? {batch: before?.batch, act: before?.act} : {};
    this.results.set(row.task, {...kept, ...result});
    this.showResult(row);
  }

  /** @param {boolean} running @param {number} of */
  busy(running, of) {
    this.running = running;
    this.wantsToStop = false;
    this.progress.max = of;
    this.progress.value = 0;
    this.progress.hidden = !running;
    this.halt.hidden = !running;
    [this.shelf, this.kind, this.again].forEach(each => (/** @type {any} */ (each).disabled = running));
    this.deed.querySelectorAll('input, select, textarea').forEach(each =>
      (/** @type {HTMLInputElement} */ (each).disabled = running));
    this.step().rows.forEach(row => this.showResult(row));
    this.showCount();
    if (running) {
      this.halt.focus();
    } else {
      (this.confirm.disabled ? this.again : this.confirm).focus();
    }
  }

  tell(words) {
    this.status.textContent = words;
  }

  leave() {
    if (this.running) {
      this.tell('正在办理，请先按“停止”。');
    } else {
      this.close();
      this.after(this.handled);
    }
  }

  close() {
    this.stop.abort();
    this.node.close();
    this.node.remove();
    open = undefined;
  }
}

function summary(states, act, lost) {
  const of = state => states.filter(each => each === state).length;
  const parts = [`${act}成功 ${of('done')} 件`];
  if (of('refused')) {
    parts.push(`未成功 ${of('refused')} 件，原因见各行`);
  }
  if (of('unclear')) {
    parts.push(`没有收到结果 ${of('unclear')} 件`);
  }
  if (of('waiting')) {
    parts.push(`未办理 ${of('waiting')} 件`);
  }
  return `${parts.join('，')}。${lost}${of('done') < states.length ? '没有办成的仍然选中，可以再次提交。' : ''}`;
}

/** The step, with its process where two are called alike. @param {Step} step @param {Step[]} all */
function nameOf(step, all) {
  const alone = all.filter(each => each.step === step.step).length === 1;
  return `${step.step}（${step.rows.length}）${alone ? '' : ` ${step.process}`}`;
}

function count({steps}) {
  return steps.reduce((sum, step) => sum + step.rows.length, 0);
}

/** What was left empty is not sent. */
function filledIn(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** A number that no other batch has; also where the page came over plain HTTP and knows no randomUUID. */
function newBatch() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function option(value, label) {
  return element('option', {value}, label);
}

/** @param {Asked} asked */
function input(asked) {
  if (asked.kind === 'TEXT') {
    return text(asked.key, asked.label, asked.required, asked.maxLength, asked.note, 2);
  }
  if (asked.kind === 'ONE') {
    return one(asked.key, asked.label, asked.required, asked.choices, false);
  }
  const box = /** @type {HTMLInputElement} */ (element('input', {type: 'checkbox'}));
  return {key: asked.key, label: asked.label, required: asked.required, focus: () => box.focus(),
    node: element('label', {class: 'bio-bulk-tick'}, box, ` ${asked.label}${asked.required ? '（必选）' : ''}`),
    value: () => box.checked || ''};
}

function text(key, label, required, maxLength, note, lines) {
  const area = /** @type {HTMLTextAreaElement} */ (element('textarea', {class: 'form-control', rows: String(lines),
    ...(maxLength ? {maxlength: String(maxLength)} : {})}));
  return {key, label, required, focus: () => area.focus(), value: () => area.value.trim(),
    node: field(label, required, area, note)};
}

function one(key, label, required, choices, narrow) {
  const select = /** @type {HTMLSelectElement} */ (element('select', {class: 'form-control'},
    option('', '请选择'), ...choices.map(choice => option(choice.value, choice.label))));
  return {key, label, required, focus: () => select.focus(), value: () => select.value,
    shown: () => select.selectedOptions[0].text,
    node: field(label, required, select, '', narrow)};
}

function field(label, required, control, note, narrow = false) {
  return element('label', {class: `bio-bulk-field${narrow ? ' bio-bulk-narrow' : ''}`},
    element('span', {}, `${label}${required ? '（必填）' : '（选填）'}`), control,
    ...(note ? [element('span', {class: 'bio-bulk-hint'}, note)] : []));
}
