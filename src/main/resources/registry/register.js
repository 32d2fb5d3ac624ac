// The officials' page of the register: filters, a list, and one certificate with everything that was decided about it.

import {chinese, element} from '/progress/page.js';

const filters = document.getElementById('filters');
const refused = document.getElementById('refused');
const asking = document.getElementById('asking');
const visitor = document.getElementById('visitor');
const found = document.getElementById('found');
const one = document.getElementById('one');

/** @type {{code: string, name: string, categories: {value: string, label: string}[]}[]} */
let kinds = [];

/**
 * @param {string} address
 * @returns {Promise<any>} the answer; a refusal is thrown as an error with its message
 */
async function read(address) {
  let response;
  try {
    response = await fetch(address, {headers: {Accept: 'application/json'}});
  } catch (failure) {
    throw new Error('暂时连接不上，请稍后再试。');
  }
  if (response.status === 401) {
    asking.hidden = true;
    found.hidden = true;
    one.hidden = true;
    visitor.hidden = false;
    throw new Error('请先登录。');
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.message || '没有查询成功，请稍后再试。');
  }
  return answer;
}

async function begin() {
  try {
    const choices = await read('/api/certificates/choices');
    kinds = choices.kinds;
    options('kind', kinds.map(({code, name}) => ({value: code, label: name})));
    options('state', choices.states);
    categories();
    asking.hidden = false;
    await search(0);
  } catch (failure) {
    refused.textContent = failure.message;
  }
}

function options(field, choices) {
  const select = filters.elements[field];
  select.replaceChildren(element('option', {value: ''}, '全部'),
    ...choices.map(({value, label}) => element('option', {value}, label)));
}

/** Those of the chosen kind, or all. */
function categories() {
  const chosen = filters.elements.kind.value;
  options('category', kinds.filter(kind => !chosen || kind.code === chosen).flatMap(kind => kind.categories));
}

filters.elements.kind.addEventListener('change', categories);

filters.addEventListener('submit', event => {
  event.preventDefault();
  search(0);
});

filters.addEventListener('reset', () => setTimeout(() => {
  categories();
  search(0);
}));

async function search(page) {
  refused.textContent = '';
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  query.set('page', String(page));
  try {
    list(await read(`/api/certificates?${query}`));
  } catch (failure) {
    found.hidden = true;
    refused.textContent = failure.message;
  }
}

function list({lines, total, page, size}) {
  one.hidden = true;
  const parts = [];
  if (total === 0) {
    parts.push(element('p', {role: 'status'}, '没有符合条件的证书。'));
  } else {
    parts.push(element('p', {class: 'note', role: 'status'},
      `共 ${total} 件，第 ${page + 1} 页，共 ${Math.ceil(total / size)} 页`));
    parts.push(element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '查询结果'},
      element('table', {},
        element('thead', {}, element('tr', {},
          ...['编号', '产品名称', '注册人名称', '类别', '首次批准', '有效期至', '状态']
            .map(each => element('th', {scope: 'col'}, each)))),
        element('tbody', {}, ...lines.map(row)))));
    const turn = element('div', {class: 'turn'});
    if (page > 0) {
      turn.append(button('上一页', () => search(page - 1)));
    }
    if ((page + 1) * size < total) {
      turn.append(button('下一页', () => search(page + 1)));
    }
    parts.push(turn);
  }
  found.replaceChildren(...parts);
  found.hidden = false;
}

function row(line) {
  return element('tr', {},
    element('td', {class: 'number'}, button(line.number, () => open(line.number), 'link')),
    element('td', {}, line.product),
    element('td', {}, line.holder),
    element('td', {}, line.category),
    element('td', {class: 'date'}, line.approvedOn),
    element('td', {class: 'date'}, line.validUntil),
    element('td', {class: line.state === 'VALID' ? 'good' : 'bad'}, line.stateLabel));
}

function button(label, act, style = '') {
  const made = element('button', {type: 'button', class: style}, label);
  made.addEventListener('click', act);
  return made;
}

async function open(number) {
  try {
    show(await read(`/api/certificates/${encodeURIComponent(number)}`));
  } catch (failure) {
    refused.textContent = failure.message;
  }
}

function show(certificate) {
  const title = element('h2', {tabindex: '-1'}, `${certificate.kind} ${certificate.number}`);
  const rows = [
    ['类别', certificate.category],
    ['首次批准', chinese(certificate.approvedOn)],
    ['有效期', `${chinese(certificate.validFrom)}至${chinese(certificate.validUntil)}`],
    ['延续', certificate.renewal
      ? `已申请延续，办件编号 ${certificate.renewal}`
      : `最迟应在${chinese(certificate.lastDayForRenewal)}申请`],
    ...certificate.lines.map(line => [line.label, line.text])
  ];
  one.replaceChildren(
    element('div', {class: 'head'}, title, button('返回列表', () => {
      one.hidden = true;
      found.hidden = false;
    }, 'back')),
    element('p', {class: 'state'}, element('strong', {}, certificate.stateLabel)),
    element('dl', {}, ...rows.flatMap(([term, said]) => [
      element('dt', {}, term), element('dd', {class: 'words'}, said)])),
    element('h3', {}, '登记事项'),
    element('ol', {class: 'milestones'}, ...certificate.entries.map(entry => element('li', {},
      element('time', {datetime: entry.on}, chinese(entry.on)),
      `${entry.act}，办件编号 ${entry.caseNumber}`,
      ...(entry.explanation ? [element('br'), entry.explanation] : [])))));
  found.hidden = true;
  one.hidden = false;
  title.focus();
  window.scrollTo(0, one.offsetTop - 16);
}

begin();
