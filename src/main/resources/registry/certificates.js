// The public page of certificates. A QR code brings number and code behind the sign #, which no browser sends anywhere;
// they are taken out of the address at once.

import {chinese, element, send} from '/progress/page.js';

const question = document.getElementById('question');
const refused = document.getElementById('refused');
const verified = document.getElementById('verified');
const words = document.getElementById('words');
const searchRefused = document.getElementById('search-refused');
const found = document.getElementById('found');

question.addEventListener('submit', event => {
  event.preventDefault();
  verify();
});

words.addEventListener('submit', event => {
  event.preventDefault();
  search(words.elements.wanted.value.trim(), 0);
});

async function verify() {
  const number = question.elements.number.value.trim();
  const code = question.elements.code.value.trim();
  verified.hidden = true;
  verified.replaceChildren();
  if (!number || !code) {
    refused.textContent = '请填写注册证编号和核验码。';
    question.elements[number ? 'code' : 'number'].focus();
    return;
  }
  refused.textContent = '';
  const button = question.querySelector('button');
  button.disabled = true;
  try {
    const answer = await send('/certificates/verify', {number, code});
    if (answer.ok) {
      show(answer.body);
    } else {
      refused.textContent = answer.body.message;
    }
  } finally {
    button.disabled = false;
  }
}

function show({standing, label, paper}) {
  const rows = [
    ['注册证编号', paper.number],
    ['审批部门', paper.authority],
    ['批准日期', chinese(paper.approvedOn)],
    ['生效日期', chinese(paper.validFrom)],
    ['有效期至', chinese(paper.validUntil)],
    ...paper.lines.map(line => [line.label, line.text])
  ];
  if (paper.changedOn.length > 0) {
    rows.push(['变更情况', `证书核发后有变更：${paper.changedOn.map(chinese).join('、')}，请一并查验变更文件。`]);
  }
  const title = element('h2', {tabindex: '-1'}, paper.paper);
  verified.replaceChildren(element('section', {class: standing === 'VALID' ? 'standing' : 'standing not-good'},
    title,
    element('p', {class: 'state'}, element('strong', {}, label), element('small', {}, paper.explanation)),
    element('p', {class: 'note'}, '下面是登记簿中这份证书的内容，请与手中的证书逐项核对。'),
    element('dl', {}, ...rows.flatMap(([term, said]) => [
      element('dt', {}, term), element('dd', {class: 'words'}, said)]))));
  verified.hidden = false;
  title.focus();
}

async function search(wanted, page) {
  searchRefused.textContent = '';
  const answer = await send('/certificates/search', {words: wanted, page});
  if (!answer.ok) {
    found.hidden = true;
    searchRefused.textContent = answer.body.message;
    return;
  }
  list(answer.body, wanted);
}

function list({lines, total, page, size}, wanted) {
  const parts = [];
  if (total === 0) {
    parts.push(element('p', {role: 'status'}, '没有查到。请减少几个字，或者换一个词再试。'));
  } else {
    parts.push(element('p', {class: 'note', role: 'status'}, `共 ${total} 件，第 ${page + 1} 页`));
    parts.push(element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '查询结果'},
      element('table', {class: 'stacked'},
        element('thead', {}, element('tr', {},
          ...['注册证编号', '产品名称', '注册人名称', '有效期至', '状态'].map(each => element('th', {scope: 'col'}, each)))),
        element('tbody', {}, ...lines.map(line => element('tr', {},
          element('td', {class: 'number'}, line.number),
          element('td', {}, line.product),
          element('td', {}, line.holder),
          element('td', {class: 'date'}, chinese(line.validUntil)),
          element('td', {class: line.state === 'VALID' ? 'good' : 'bad'}, line.stateLabel)))))));
    const turn = element('div', {class: 'turn'});
    if (page > 0) {
      turn.append(turning('上一页', () => search(wanted, page - 1)));
    }
    if ((page + 1) * size < total) {
      turn.append(turning('下一页', () => search(wanted, page + 1)));
    }
    if (turn.childElementCount > 0) {
      parts.push(turn);
    }
  }
  found.replaceChildren(...parts);
  found.hidden = false;
}

function turning(label, act) {
  const button = element('button', {type: 'button'}, label);
  button.addEventListener('click', act);
  return button;
}

/** What a QR code brought. */
function scanned() {
  let brought;
  try {
    brought = decodeURIComponent(location.hash.slice(1));
  } catch (failure) {
    brought = '';
  }
  const [number, code] = brought.split('/');
  if (number && code) {
    history.replaceState(null, '', location.pathname);
    question.elements.number.value = number;
    question.elements.code.value = code;
    verify();
  }
}

window.addEventListener('hashchange', scanned);
scanned();
