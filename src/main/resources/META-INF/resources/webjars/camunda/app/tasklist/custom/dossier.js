import {chineseDate, element} from './own-interface.js';
import {pairs, tab, table} from './tab.js';

/** 办件档案: applicant and item, everything submitted with what a supplement changed, decisions, documents. */
export default tab({id: 'bio-dossier', label: '办件档案', priority: 900, address: '/dossier', show});

function show(node, {head, submissions, documents}) {
  const changed = submissions.filter(sheet => sheet.comparedTo);
  const open = changed.length > 0 ? changed[changed.length - 1] : submissions[0];
  node.replaceChildren(
    element('h3', {}, `办件 ${head.number}`),
    pairs([
      ['申请人', head.applicant],
      ['统一社会信用代码', head.applicantCode],
      ['事项', head.item],
      ['申请内容', head.title],
      ['收件时间', head.openedAt],
      ['状态', head.outcome ? `${head.status}（${head.outcome}）` : head.status],
      ...(head.closedAt ? [['办结时间', head.closedAt]] : [])
    ]),
    element('h3', {}, `提交记录（${submissions.length} 次）`),
    ...(submissions.length === 0 ? [element('p', {class: 'bio-empty'}, '还没有提交过表单。')] : []),
    ...submissions.map(sheet => one(sheet, sheet === open)),
    element('h3', {}, `文书（${documents.length} 份）`),
    documents.length === 0
      ? element('p', {class: 'bio-empty'}, '本办件还没有出具文书。')
      : table('已出具的文书', ['文号', '文书', '出具日期'], documents.map(document => [
        document.number,
        element('a', {href: document.href, target: '_blank', rel: 'noopener'}, `${document.title}（PDF）`),
        chineseDate(document.issuedOn)
      ])));
}

function one(sheet, open) {
  const fold = element('details', open ? {class: 'bio-sheet', open: ''} : {class: 'bio-sheet'},
    element('summary', {},
      element('strong', {}, sheet.step),
      `　${sheet.who}　${sheet.at}`,
      ...(sheet.decision ? [element('span', {class: 'bio-decision'}, `结论：${sheet.decision}`)] : []),
      ...(sheet.bulk ? [element('span', {class: 'bio-decision'}, '批量办理')] : []),
      ...(sheet.comparedTo ? [element('span', {class: 'bio-decision'}, `变更 ${sheet.changes.length} 处`)] : [])));
  if (sheet.sealed) {
    fold.append(element('p', {class: 'bio-empty'}, '这一步由多人各自独立办理，相互不公开；全部完成后，其他步骤的办理人才能查阅。'));
    return fold;
  }
  if (!sheet.readable) {
    fold.append(element('p', {class: 'bio-empty'}, '当时的表单已不在系统中，无法按栏目显示。'));
    return fold;
  }
  if (sheet.comparedTo) {
    fold.append(element('h4', {}, `与“${sheet.comparedTo}”相比`), changes(sheet.changes));
  }
  fold.append(...answers(sheet.fields));
  return fold;
}

function changes(changes) {
  if (changes.length === 0) {
    return element('p', {class: 'bio-empty'}, '各栏目内容没有变化。');
  }
  const made = table('与前一次提交的差异', ['栏目', '变更', '原来', '现在'], changes.map(change => [
    change.label,
    change.before === null ? '补填' : change.after === null ? '清空' : '修改',
    change.before === null ? '（未填）' : several(change.before, change.removed, '去掉'),
    change.after === null ? '（未填）' : several(change.after, change.added, '增加')
  ]));
  made.classList.add('bio-changes');
  return made;
}

/** Of several choices, what is gone or new is named in words. */
function several(text, marked, word) {
  return marked.length === 0
    ? text
    : element('div', {}, text, element('div', {class: 'bio-marked'}, `${word}：${marked.join('、')}`));
}

function answers(fields) {
  const blocks = [];
  let section;
  let block = [];
  const end = () => {
    if (block.length > 0) {
      blocks.push(...(section ? [element('h4', {}, section)] : []), pairs(block));
    }
    block = [];
  };
  fields.forEach(field => {
    if (field.section !== section) {
      end();
      section = field.section;
    }
    block.push([field.label, field.value]);
  });
  end();
  return blocks.length > 0 ? blocks : [element('p', {class: 'bio-empty'}, '没有填写内容。')];
}
