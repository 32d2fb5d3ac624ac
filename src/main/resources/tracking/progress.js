// The public progress page. Number and code stay in this page's memory: nothing is stored, nothing stands in the address.

import {chinese, element, send} from '/progress/page.js';

const question = document.getElementById('question');
const refused = document.getElementById('refused');
const asked = document.getElementById('ask');
const place = document.getElementById('progress');

/** @type {{number: string, code: string}} */
let owner;

question.addEventListener('submit', async event => {
  event.preventDefault();
  const number = question.elements.number.value.trim();
  const code = question.elements.code.value.trim();
  if (!number || !code) {
    refused.textContent = '请填写办件编号和查询码。';
    question.elements[number ? 'code' : 'number'].focus();
    return;
  }
  refused.textContent = '';
  const button = question.querySelector('button');
  button.disabled = true;
  try {
    const answer = await send('/progress/query', {number, code});
    if (answer.ok) {
      owner = {number, code};
      show(answer.body);
    } else {
      refused.textContent = answer.body.message;
    }
  } finally {
    button.disabled = false;
  }
});

function show(progress, done) {
  asked.hidden = true;
  place.hidden = false;
  const parts = [];
  if (done) {
    parts.push(element('p', {class: 'done', role: 'status'}, done));
  }
  const overview = summary(progress);
  parts.push(overview);
  if (progress.supplement) {
    parts.push(supplement(progress.supplement));
  }
  parts.push(element('section', {},
    element('h2', {}, '办理经过'),
    element('ol', {class: 'milestones'}, ...progress.milestones.map(milestone => element('li', {},
      element('time', {datetime: milestone.on}, chinese(milestone.on)), milestone.what)))));
  place.replaceChildren(...parts);
  window.scrollTo(0, 0);
  overview.querySelector('h2').focus({preventScroll: true});
}

function summary(progress) {
  const another = element('button', {type: 'button'}, '查询其他办件');
  another.addEventListener('click', () => {
    place.replaceChildren();
    place.hidden = true;
    asked.hidden = false;
    question.reset();
    question.elements.number.focus();
  });
  const rows = [
    ['办理事项', progress.item],
    ['申请单位', progress.applicant],
    ['收件日期', chinese(progress.receivedOn)],
    ['办理期限', ...deadline(progress)]
  ];
  return element('section', {},
    element('div', {class: 'head'},
      element('h2', {tabindex: '-1'}, `办件 ${progress.number}`), another),
    element('p', {class: 'state'},
      element('strong', {}, progress.status + (progress.outcome ? `（${progress.outcome}）` : '')),
      ...(progress.now.length > 0 ? [element('small', {}, progress.now.join('；'))] : [])),
    element('dl', {}, ...rows.flatMap(([term, ...said]) => [
      element('dt', {}, term), element('dd', {}, ...said)])));
}

/** @returns {(Node | string)[]} */
function deadline({deadline: clock, outcome}) {
  if (!clock) {
    return [outcome ? '—' : '受理以后开始计算'];
  }
  if (clock.ended) {
    return ['办理时限已经结束'];
  }
  const on = clock.on ? `${chinese(clock.on)}${clock.provisional ? '（放假安排公布前暂定）' : ''}` : '待放假安排公布后确定';
  if (clock.stops.length > 0) {
    return [`停表，期限顺延；还剩 ${clock.remaining} 个工作日`,
      ...clock.stops.flatMap(stop => [element('br'),
        `自${chinese(stop.since)}起${stop.reason}，依据：${stop.basis}`])];
  }
  if (clock.remaining < 0) {
    return [element('span', {class: 'late'}, `${on}，已超过 ${-clock.remaining} 个工作日`)];
  }
  return [clock.phase
    ? `${clock.phase}在${on}前完成，还剩 ${clock.remaining} 个工作日（时限 ${clock.limit} 个工作日）`
    : `${on}前办结，还剩 ${clock.remaining} 个工作日（承诺 ${clock.limit} 个工作日）`];
}

/** What the office asks for, and the form to hand it in. */
function supplement(requested) {
  const section = element('section', {class: 'asked'}, element('h2', {}, requested.what === '补正' ? '需要您补正' : `请您提交${requested.what}`));
  if (requested.dueOn) {
    section.append(element('p', {class: 'late'},
      `请在${chinese(requested.dueOn)}（含当日）前提交，还剩 ${requested.remaining} 个工作日。${requested.overdue}`));
  }
  if (requested.form.length === 0) {
    section.append(element('p', {}, `这次${requested.what}请到受理窗口办理。`));
    return section;
  }
  section.append(form(requested.form, requested.what));
  return section;
}

/**
 * @param {any[]} parts as the server sends them
 * @param {string} what what she hands in
 */
function form(parts, what) {
  const made = element('form', {novalidate: '', autocomplete: 'off'});
  const problems = element('div', {class: 'summary', role: 'alert', tabindex: '-1'});
  problems.hidden = true;
  made.append(problems);
  const fields = parts.map((part, at) => part.type === 'text' ? text(part) : field(part, at));
  made.append(...fields.map(each => each.node));
  made.append(element('p', {class: 'note'},
    '申请单位名称、统一社会信用代码和收款账户不能在网上修改，需要修改的请到受理窗口。材料文件和原件请送交受理窗口，本页面只提交上面填写的内容。'));
  const button = element('button', {type: 'submit', class: 'main'}, `提交${what}`);
  made.append(button);

  const settle = () => {
    // A condition sees what other fields hold, and nothing of a field that is hidden itself.
    for (let round = 0; round < 5; round++) {
      const values = valuesOf(fields);
      fields.forEach(each => {
        each.node.hidden = Boolean(each.hide) && holds(each.hide, values) === true;
      });
    }
  };
  made.addEventListener('input', settle);
  settle();

  made.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    try {
      const answer = await send('/progress/supplement', {...owner, form: submission(fields)});
      if (answer.ok) {
        show(answer.body, `${what}已经提交，将继续审查。材料文件和原件请送交受理窗口。`);
      } else {
        tell(problems, fields, answer.body);
      }
    } finally {
      button.disabled = false;
    }
  });
  return made;
}

function tell(problems, fields, refusal) {
  const said = refusal.fields ?? {};
  fields.filter(each => each.key).forEach(each => each.wrong(said[each.key] ?? ''));
  const lines = fields.filter(each => said[each.key]).map(each => element('li', {},
    element('a', {href: `#${each.id}`}, said[each.key])));
  const others = Object.entries(said).filter(([key]) => !fields.some(each => each.key === key));
  problems.replaceChildren(
    element('p', {}, lines.length > 0 ? '没有提交成功，请改正下面的内容后再提交：' : refusal.message),
    element('ul', {}, ...lines, ...others.map(([, message]) => element('li', {}, message))));
  problems.hidden = false;
  problems.focus();
}

function text(part) {
  const lines = part.text.split('\n').map(line => line.trim()).filter(line => line);
  const heading = lines.length === 1 && /^\*\*([^*]+)\*\*$/.exec(lines[0]);
  if (heading) {
    return {node: element('h3', {}, unescaped(heading[1])), hide: part.hide};
  }
  const node = element('div', {class: 'request'});
  let list = null;
  lines.forEach(line => {
    const item = /^[-*] (.*)$/.exec(line);
    if (item) {
      list ??= node.appendChild(element('ul'));
      list.append(element('li', {}, ...bold(item[1])));
    } else {
      list = null;
      node.append(element('p', {}, ...bold(line.replace(/^#+ /, ''))));
    }
  });
  return {node, hide: part.hide};
}

function bold(line) {
  return line.split(/(\*\*(?:\\.|[^*\\])+\*\*)/).filter(piece => piece).map(piece =>
    /^\*\*.+\*\*$/.test(piece) ? element('strong', {}, unescaped(piece.slice(2, -2))) : unescaped(piece));
}

function unescaped(line) {
  return line.replace(/\\([\\`*_{}[\]<>#|~])/g, '$1');
}

/** One field: its element, its value, and where to say what is wrong. */
function field(part, at) {
  const id = `f${at}`;
  const wrong = element('p', {class: 'wrong', id: `${id}-wrong`});
  const described = `${id}-note ${id}-wrong`;
  const note = element('p', {class: 'note', id: `${id}-note`}, part.note);
  note.hidden = !part.note;
  const must = part.required ? [element('span', {class: 'must', 'aria-hidden': 'true'}, ' *')] : [];
  const made = (part.type === 'radio' || part.type === 'checklist' ? group : single)(part, id, described, must);
  made.node.append(note, wrong);
  return {
    id,
    key: part.key,
    type: part.type,
    hide: part.hide,
    node: made.node,
    value: made.value,
    wrong(message) {
      wrong.textContent = message;
      made.inputs.forEach(input => message
        ? input.setAttribute('aria-invalid', 'true')
        : input.removeAttribute('aria-invalid'));
    }
  };
}

function group(part, id, described, must) {
  const many = part.type === 'checklist';
  const chosen = many ? part.value ?? [] : [part.value];
  const inputs = [];
  const node = element('fieldset', {class: 'field', 'aria-describedby': described},
    element('legend', {}, part.label, ...must));
  part.options.forEach((option, n) => {
    const input = element('input', {
      type: many ? 'checkbox' : 'radio', id: n === 0 ? id : `${id}-${n}`, name: id, value: String(option.value)
    });
    input.checked = chosen.includes(option.value);
    inputs.push(input);
    node.append(element('label', {class: 'choice'}, input, element('span', {}, option.label)));
  });
  const values = () => part.options.filter((option, n) => inputs[n].checked).map(option => option.value);
  return {node, inputs, value: () => many ? values() : values()[0] ?? null};
}

function single(part, id, described, must) {
  if (part.type === 'checkbox') {
    const input = element('input', {type: 'checkbox', id, 'aria-describedby': described});
    input.checked = part.value === true;
    const node = element('div', {class: 'field'},
      element('label', {class: 'choice'}, input, element('span', {}, part.label, ...must)));
    return {node, inputs: [input], value: () => input.checked};
  }
  const attributes = {id, 'aria-describedby': described, ...(part.required ? {'aria-required': 'true'} : {})};
  let input;
  if (part.type === 'select') {
    input = element('select', attributes, element('option', {value: ''}, '请选择'),
      ...part.options.map(option => element('option', {value: String(option.value)}, option.label)));
  } else if (part.type === 'textarea') {
    input = element('textarea', attributes);
  } else {
    const kind = part.type === 'datetime' ? {type: 'date'} : part.type === 'number' ? {inputmode: 'decimal'} : {};
    input = element('input', {...attributes, ...kind});
  }
  if (part.maxLength) {
    input.setAttribute('maxlength', String(part.maxLength));
  }
  input.value = part.value ?? '';
  const node = element('div', {class: 'field'}, element('label', {for: id}, part.label, ...must),
    part.suffix ? element('div', {class: 'suffixed'}, input, part.suffix) : input);
  const empty = part.type === 'textfield' || part.type === 'textarea' ? '' : null;
  const options = part.options ?? [];
  return {
    node,
    inputs: [input],
    value() {
      const typed = input.value.trim();
      return typed === '' ? empty : options.find(option => String(option.value) === typed)?.value ?? typed;
    }
  };
}

function valuesOf(fields) {
  return Object.fromEntries(fields.filter(each => each.key)
    .map(each => [each.key, each.node.hidden ? null : each.value()]));
}

/** What is visible and filled in; an untouched number or date is not sent at all. */
function submission(fields) {
  return Object.fromEntries(fields.filter(each => each.key && !each.node.hidden)
    .map(each => [each.key, each.value()])
    .filter(([, value]) => value !== null));
}

/**
 * Whether a condition holds: names, texts, numbers, true, false, null, =, !=, and, or, brackets. A condition beyond that is
 * undefined, and its field shown; the server decides anyway.
 *
 * @param {string} feel
 * @param {Record<string, any>} values
 */
export function holds(feel, values) {
  const tokens = feel.match(/"(?:[^"\\]|\\.)*"|!=|=|\(|\)|[\w.]+|\S/g) ?? [];
  let at = 0;
  const or = () => {
    let result = and();
    while (tokens[at] === 'or') {
      at++;
      const right = and();
      result = result || right;
    }
    return result;
  };
  const and = () => {
    let result = comparison();
    while (tokens[at] === 'and') {
      at++;
      const right = comparison();
      result = result && right;
    }
    return result;
  };
  const comparison = () => {
    const left = operand();
    if (tokens[at] !== '=' && tokens[at] !== '!=') {
      return left;
    }
    const equal = tokens[at++] === '=';
    return (left === operand()) === equal;
  };
  const operand = () => {
    const token = tokens[at++];
    if (token === '(') {
      const result = or();
      if (tokens[at++] !== ')') {
        throw new SyntaxError(feel);
      }
      return result;
    }
    if (token === undefined || !/^["\w]/.test(token)) {
      throw new SyntaxError(feel);
    }
    if (token.startsWith('"')) {
      return JSON.parse(token);
    }
    if (token in CONSTANTS) {
      return CONSTANTS[token];
    }
    return /^\d/.test(token) ? Number(token) : values[token] ?? null;
  };
  try {
    const result = or();
    return at === tokens.length ? result : undefined;
  } catch (failure) {
    return undefined;
  }
}

const CONSTANTS = {true: true, false: false, null: null};
