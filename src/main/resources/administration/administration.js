// Which unit has which function and which service items are on: an administrator sees it, changes it from a day on, and
// moves the open tasks along. Everything that is shown was written by the server in Chinese; it is put in as text only.

const byId = id => document.getElementById(id);
const moveForm = byId('move');
const turnForm = byId('turn');
let me = null;
let units = null;
let items = null;

/**
 * Asks our own interface.
 *
 * @param {string} path
 * @param {object} [body] sent as JSON with POST; without it the path is read
 * @returns {Promise<any>}
 * @throws {Error} with the server's Chinese message
 */
async function ask(path, body) {
  const response = await fetch(path, body === undefined
    ? {headers: {Accept: 'application/json'}}
    : {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': me.csrfToken},
      body: JSON.stringify(body),
    });
  let told = null;
  try {
    told = await response.json();
  } catch {
    // No JSON: a proxy or a server that is restarting.
  }
  if (!response.ok || told === null) {
    throw new Error(told && told.message ? told.message : '系统没有回应，请稍后重试。');
  }
  return told;
}

/**
 * @param {string} tag
 * @param {object} [properties] of the element
 * @param {...(Node | string | null)} children
 */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties || {});
  made.append(...children.filter(child => child !== null));
  return made;
}

const row = (...cells) => element('tr', {}, ...cells.map(cell =>
  cell instanceof HTMLTableCellElement ? cell : element('td', {}, cell)));
const day = date => { const [y, m, d] = date.split('-'); return `${y}年${Number(m)}月${Number(d)}日`; };
const field = (form, name) => form.elements.namedItem(name);
const time = instant => new Date(instant).toLocaleString('zh-CN', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
}).replaceAll('/', '-');
const mark = (text, kind) => element('span', {className: `mark ${kind || ''}`}, text);
const empty = (columns, text) => row(element('td', {colSpan: columns}, text));

/** @param {HTMLElement} form whose answer it is */
function say(form, text, refused) {
  const answer = form.querySelector('.answer');
  answer.textContent = text;
  answer.classList.toggle('refused', Boolean(refused));
}

/** What is done cannot be sent again. */
function done(form, isDone = true) {
  form.querySelector('[type=submit]').hidden = isDone;
  form.querySelector('[data-close]').textContent = isDone ? '关闭' : '取消';
}

/** While it is being done nothing can be pressed twice. */
async function busy(area, action) {
  const buttons = [...area.querySelectorAll('button')];
  buttons.forEach(button => { button.disabled = true; });
  try {
    await action();
  } finally {
    buttons.forEach(button => { button.disabled = false; });
  }
}

// 职能分工 ---------------------------------------------------------------------------------------------------------------

function planned(change) {
  const whose = change.item ? `“${change.item}”` : '';
  return `${day(change.from)}起${whose}${change.unit ? '由' + change.unit + '承担' : '不再另行指定'}`;
}

function showUnits() {
  byId('today').textContent = `今天是${day(units.today)}`;
  byId('dutyRows').replaceChildren(...units.functions.map(duty => {
    const open = element('button', {type: 'button'}, '调整');
    open.setAttribute('aria-label', `调整“${duty.label}”的承担单位`);
    open.addEventListener('click', () => openMove(duty));
    const who = element('td', {}, duty.unit || '没有单位承担');
    if (duty.exceptions.length) {
      who.append(element('ul', {}, ...duty.exceptions.map(each =>
        element('li', {}, `${each.name}：${each.unit || '没有单位承担'}`))));
    }
    const later = element('td', {}, duty.planned.length
      ? element('ul', {}, ...duty.planned.map(change => element('li', {}, planned(change))))
      : '—');
    return row(element('td', {className: 'nowrap'}, duty.label), who, later, element('td', {className: 'action'}, open));
  }));
  byId('unitRows').replaceChildren(...units.units.map(unit => row(
    element('td', {}, unit.name, ' ', unit.confirmed ? null : mark('待确认'),
      element('small', {}, `${unit.kind}${unit.functions.length ? '，承担' + unit.functions.join('、') : ''}`)),
    unit.group,
    element('td', {className: 'nowrap'}, day(unit.validFrom) + (unit.validTo ? '至' + day(unit.validTo) : '')),
    unit.source)));
  byId('astrayCount').textContent = units.astray ? `（${units.astray > 500 ? '500 以上' : units.astray}）` : '';
}

function openMove(duty) {
  moveForm.hidden = false;
  moveForm.dataset.function = duty.function;
  byId('moveTitle').textContent = `调整“${duty.label}”的承担单位`;
  field(moveForm, 'item').replaceChildren(
    element('option', {value: ''}, '全部事项（另行指定的除外）'),
    ...duty.items.map(item => element('option', {value: item.item}, item.name)));
  offerUnits(duty);
  field(moveForm, 'from').min = units.today;
  field(moveForm, 'from').value = units.today;
  field(moveForm, 'reason').value = '';
  say(moveForm, '');
  done(moveForm, false);
  preview();
  byId('moveTitle').focus();
  moveForm.scrollIntoView({block: 'nearest'});
}

/** An exception can be ended; the function itself must have a unit. */
function offerUnits(duty) {
  const item = field(moveForm, 'item').value;
  const options = units.units
    .filter(unit => item || unit.code !== duty.unitCode)
    .map(unit => element('option', {value: unit.code}, unit.name));
  if (duty.exceptions.some(each => each.item === item)) {
    options.unshift(element('option', {value: ''}, '不再另行指定，随全部事项'));
  }
  field(moveForm, 'unit').replaceChildren(...options);
}

const dutyInHand = () => units.functions.find(duty => duty.function === moveForm.dataset.function);

/** The open tasks that the move would concern. */
async function preview() {
  const area = byId('concerned');
  const wanted = new URLSearchParams({
    function: moveForm.dataset.function,
    item: field(moveForm, 'item').value,
    unit: field(moveForm, 'unit').value,
    from: field(moveForm, 'from').value || units.today,
  });
  try {
    const found = await ask(`/api/units/concerned?${wanted}`);
    const count = found.more ? '500 项以上' : `${found.tasks.length} 项`;
    area.replaceChildren(found.tasks.length
      ? element('p', {}, `现有在办任务 ${count} 与此有关，调整后仍留在原单位，要移交的，生效之日起在“尚未移交的任务”中移交：`)
      : element('p', {}, '没有与此有关的在办任务。'));
    if (found.tasks.length) {
      area.append(taskTable(found.tasks, false));
    }
  } catch (failure) {
    area.replaceChildren(element('p', {className: 'refused'}, failure.message));
  }
}

moveForm.addEventListener('change', event => {
  if (event.target.name === 'item') {
    offerUnits(dutyInHand());
  }
  if (event.target.name !== 'reason') {
    preview();
  }
});

moveForm.addEventListener('submit', event => {
  event.preventDefault();
  busy(moveForm, async () => {
    const value = name => field(moveForm, name).value;
    try {
      units = await ask('/api/units/moves', {
        function: moveForm.dataset.function,
        item: value('item') || null,
        unit: value('unit') || null,
        from: value('from'),
        reason: value('reason'),
      });
      const later = value('from') > units.today;
      say(moveForm, later
        ? `已记录，${day(value('from'))}起生效。`
        : '已记录，今天起新的任务派给接办单位。在办的任务可以在下面“尚未移交的任务”中移交。');
      done(moveForm);
      byId('concerned').replaceChildren();
      showUnits();
      showHistory();
      await showAstray();
    } catch (failure) {
      say(moveForm, failure.message, true);
    }
  });
});

// 任务 -------------------------------------------------------------------------------------------------------------------

function taskTable(tasks, choosable) {
  const titles = ['办件编号', '事项', '步骤', '现在的单位', ...(choosable ? ['应由'] : []), '认领人'];
  const head = titles.map(text => element('th', {scope: 'col'}, text));
  if (choosable) {
    const all = element('input', {type: 'checkbox', ariaLabel: '全选'});
    all.addEventListener('change', () => all.closest('table').querySelectorAll('tbody input')
      .forEach(box => { box.checked = all.checked; }));
    head.unshift(element('th', {scope: 'col'}, all));
  }
  const body = tasks.map(task => {
    const whole = text => element('td', {className: 'nowrap'}, text);
    const cells = [whole(task.caseNumber), task.item, whole(task.step), task.with, whole(task.assignee || '未认领')];
    if (choosable) {
      cells.splice(4, 0, task.due);
      cells.unshift(element('input', {type: 'checkbox', value: task.taskId, ariaLabel: `${task.caseNumber} ${task.step}`}));
    }
    return row(...cells);
  });
  return element('div', {className: 'scroll', tabIndex: 0}, element('table', {},
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body)));
}

function summary(results) {
  const failed = results.filter(each => !each.moved).length;
  const moved = results.length - failed;
  return failed === 0 ? `已移交 ${moved} 项：` : `已移交 ${moved} 项，有 ${failed} 项没有移交：`;
}

async function showAstray(results) {
  const list = byId('astrayList');
  const found = await ask('/api/units/astray');
  const parts = [];
  if (results) {
    parts.push(element('div', {role: 'status'},
      element('p', {}, summary(results)),
      element('ul', {}, ...results.map(each => element('li', {className: each.moved ? '' : 'refused'},
        `${each.caseNumber} ${each.step}：${each.message}`)))));
  }
  if (found.tasks.length === 0) {
    parts.push(element('p', {}, '没有尚未移交的任务：所有在办任务都在今天承担该职能的单位。'));
  } else {
    parts.push(element('p', {}, `下列在办任务${found.more ? '（只列出最早的 500 项）' : ''}不在今天承担该职能的单位。不移交的，由原单位办完这一步。`));
    parts.push(taskTable(found.tasks, true));
    const reason = element('input', {name: 'reason', maxLength: 500, placeholder: '例如文号', required: true});
    const unassign = element('input', {type: 'checkbox'});
    const send = element('button', {type: 'submit', className: 'main'}, '移交选中的任务');
    const answer = element('p', {className: 'answer'});
    answer.setAttribute('role', 'status');
    const form = element('form', {}, element('div', {className: 'choice'},
      element('label', {className: 'reason'}, '理由和依据', reason),
      element('label', {}, unassign, ' 已经认领的退回，由新单位重新认领'), send), answer);
    form.addEventListener('submit', event => {
      event.preventDefault();
      const chosen = [...list.querySelectorAll('tbody input:checked')].map(box => box.value);
      if (chosen.length === 0) {
        say(form, '请先勾选要移交的任务。', true);
        return;
      }
      busy(list, () => moveAlong(form, found.tasks, chosen, unassign.checked, reason.value));
    });
    parts.push(form);
  }
  list.replaceChildren(...parts);
  byId('astrayCount').textContent = found.tasks.length ? `（${found.more ? '500 以上' : found.tasks.length}）` : '';
}

/** In parts that the server takes at once; what one part did stays said when another fails. */
async function moveAlong(form, tasks, chosen, unassign, reason) {
  const results = [];
  try {
    for (let first = 0; first < chosen.length; first += 200) {
      const part = chosen.slice(first, first + 200);
      results.push(...await ask('/api/units/tasks', {taskIds: part, unassign, reason}));
    }
  } catch (failure) {
    if (results.length === 0) {
      say(form, failure.message, true);
      return;
    }
    chosen.slice(results.length).forEach(taskId => results.push({taskId, moved: false, message: failure.message}));
  }
  await showAstray(results.map(each => ({...each, ...tasks.find(task => task.taskId === each.taskId)})));
}

// 事项目录 ---------------------------------------------------------------------------------------------------------------

function days(item) {
  const law = item.statutoryDays ? `法定 ${item.statutoryDays}，` : '';
  return `${law}承诺 ${item.promisedDays}`;
}

function itemRow(item) {
  const turn = element('button', {type: 'button'}, item.enabled ? '停用' : '启用');
  turn.setAttribute('aria-label', `${turn.textContent}“${item.name}”`);
  turn.addEventListener('click', () => openTurn(item));
  return row(
    element('td', {}, item.name, ' ', item.confirmed ? null : mark('待确认'),
      item.source ? element('small', {}, item.source) : null),
    item.procedure,
    element('td', {className: 'nowrap'}, item.legalNature),
    element('td', {className: 'nowrap'}, days(item)),
    element('td', {}, mark(item.enabled ? '启用' : '停用', item.enabled ? 'on' : 'off'),
      ...item.planned.map(change => element('small', {}, `${day(change.from)}起${change.enabled ? '启用' : '停用'}`))),
    element('td', {className: 'action'}, turn));
}

function showItems() {
  byId('itemGroups').replaceChildren(...items.groups.filter(group => group.items.length).map(group => {
    const summary = [`启用 ${group.enabled} 项`];
    if (group.expected !== null) {
      summary.push(`来源载明 ${group.expected} 项`);
    }
    if (group.unconfirmed) {
      summary.push(`待确认 ${group.unconfirmed} 项`);
    }
    const right = group.expected === null || group.expected === group.enabled;
    return element('details', {open: group.expected !== null},
      element('summary', {}, `${group.name}：${summary.join('，')} `,
        group.expected === null ? null : mark(right ? '项数相符' : '项数不符，请核对', right ? 'on' : 'off')),
      group.source ? element('p', {}, group.source) : null,
      element('table', {},
        element('thead', {}, element('tr', {}, ...['事项', '流程', '性质', '工作日', '状态', ''].map(text =>
          element('th', {scope: 'col'}, text || element('span', {className: 'unseen'}, '操作'))))),
        element('tbody', {}, ...group.items.map(itemRow))));
  }));
}

function openTurn(item) {
  turnForm.hidden = false;
  turnForm.dataset.code = item.code;
  turnForm.dataset.enabled = String(!item.enabled);
  byId('turnTitle').textContent = `${item.enabled ? '停用' : '启用'}“${item.name}”`;
  field(turnForm, 'from').min = items.today;
  field(turnForm, 'from').value = items.today;
  field(turnForm, 'reason').value = '';
  done(turnForm, false);
  say(turnForm, '');
  byId('turnTitle').focus();
  turnForm.scrollIntoView({block: 'center'});
}

turnForm.addEventListener('submit', event => {
  event.preventDefault();
  busy(turnForm, async () => {
    try {
      items = await ask(`/api/items/${encodeURIComponent(turnForm.dataset.code)}/switch`, {
        enabled: turnForm.dataset.enabled === 'true',
        from: field(turnForm, 'from').value,
        reason: field(turnForm, 'reason').value,
      });
      say(turnForm, `已记录，${day(field(turnForm, 'from').value)}起生效。`);
      done(turnForm);
      showItems();
      showHistory();
    } catch (failure) {
      say(turnForm, failure.message, true);
    }
  });
});

// 调整记录 ---------------------------------------------------------------------------------------------------------------

function showHistory() {
  const moved = units.changes.map(change => ({
    at: change.at,
    text: `${change.function}${change.item ? '（' + change.item + '）' : ''}：${change.unit || '不再另行指定'}`,
    from: change.from,
    by: change.by || '系统初始数据',
    reason: change.reason,
  }));
  const turned = items.changes.map(change => ({
    at: change.at,
    text: `${change.enabled ? '启用' : '停用'}事项“${change.item}”`,
    from: change.from,
    by: change.by,
    reason: change.reason,
  }));
  const all = [...moved, ...turned].sort((one, other) => other.at.localeCompare(one.at));
  byId('changeRows').replaceChildren(...(all.length ? all.map(change => row(
    element('td', {className: 'nowrap'}, time(change.at)),
    change.text,
    element('td', {className: 'nowrap'}, day(change.from)),
    element('td', {className: 'nowrap'}, change.by),
    change.reason)) : [empty(5, '还没有调整过。')]));
}

document.querySelectorAll('[data-close]').forEach(button => button.addEventListener('click', () => {
  button.closest('form').hidden = true;
}));

async function begin() {
  const response = await fetch('/api/me', {headers: {Accept: 'application/json'}});
  me = response.ok ? await response.json() : null;
  if (!me || !me.administrator) {
    byId('visitor').hidden = false;
    return;
  }
  try {
    [units, items] = await Promise.all([ask('/api/units'), ask('/api/items')]);
    showUnits();
    showItems();
    showHistory();
    await showAstray();
    byId('content').hidden = false;
  } catch (failure) {
    byId('failure').textContent = failure.message;
  }
}

begin();
