import {chip, refreshCard} from './case-line.js';
import {chineseDate, element, send} from './own-interface.js';
import {pairs, tab, table} from './tab.js';

const DAY = 86_400_000;

/** 时限: what was counted, when and why the clock stood still, the deadline, what remains; and its extension. */
export default tab({id: 'bio-clock', label: '时限', priority: 850, address: '/clock', show});

function show(node, clock, context) {
  const steps = clock.steps.length === 0 ? [] : [
    element('h3', {}, '当前步骤的期限'),
    table('当前步骤的期限', ['步骤', '期限', '剩余', '提醒'],
      clock.steps.map(step => [step.name, chineseDate(step.due), chip(step.remaining), outlook(step.reminders)]))
  ];
  if (clock.state === 'NOT_STARTED') {
    node.replaceChildren(
      element('h3', {}, '办理时限'),
      element('p', {class: 'bio-empty'}, '办理时限尚未起算：受理后开始计算。'),
      ...steps);
    return;
  }
  node.replaceChildren(
    element('h3', {}, clock.phase ? `办理时限：${clock.phase}` : '办理时限', ...(clock.remaining ? [' ', chip(clock.remaining)] : [])),
    element('p', {class: 'bio-sentence'}, sentence(clock)),
    ...(clock.yearNotLoaded
      ? [element('p', {class: 'bio-note'}, `${clock.yearNotLoaded}年的节假日安排尚未载入，期限暂时无法确定，请联系系统管理员。`)]
      : []),
    ...(clock.provisional && clock.state !== 'ENDED' ? [element('p', {class: 'bio-note'}, '期限为暂定：跨入的年度节假日安排尚未公布，公布后自动重算。')] : []),
    bar(clock),
    clock.line.length === 0 ? element('p', {class: 'bio-note'}, '起算当天不计入，从次日起计时。') : table('办理时限的经过', ['日期', '情况', '工作日', '说明'], clock.line.map(stretch => [
      `${chineseDate(next(stretch.after))}至${chineseDate(stretch.upTo)}`,
      stretch.counted ? '计时' : `停止计时：${stretch.why}`,
      stretch.counted ? `${stretch.workingDays} 天（计入）` : `${stretch.workingDays} 天（不计入）`,
      stretch.counted ? '' : `依据：${stretch.basis}`
    ])),
    pairs([
      ['起算日（次日起计）', chineseDate(clock.startedOn)],
      ['时限', clock.extensionDays > 0
        ? `${clock.limitDays} 个工作日，延长 ${clock.extensionDays} 个工作日`
        : `${clock.limitDays} 个工作日`],
      ['已用', `${clock.countedDays} 个工作日`],
      [clock.state === 'STOPPED' ? '届满日（按今天恢复计时推算）' : '届满日',
        clock.deadline ? chineseDate(clock.deadline) : '无法确定'],
      ...(clock.reminders && outlook(clock.reminders) ? [['届满提醒', outlook(clock.reminders)]] : []),
      ...(clock.restarts > 0 ? [['重新起算', `此前已重新起算 ${clock.restarts} 次，上面是最近一次`]] : [])
    ]),
    ...stages(clock),
    ...figures(clock),
    ...steps,
    ...extensions(clock),
    ...form(clock, context));
}

/** When people were and will be reminded. */
function outlook({ahead, reminded, reported}) {
  const days = dates => dates.map(chineseDate).join('、');
  return [
    ...(reminded.length > 0 ? [`已提醒：${days(reminded)}`] : []),
    ...(reported.length > 0 ? [`超期已报告负责人：${days(reported)}`] : []),
    ...(ahead.length > 0 ? [`将提醒：${days(ahead)}`] : [])
  ].join('；');
}

function sentence(clock) {
  if (clock.state === 'ENDED') {
    return `办理时限已于${chineseDate(clock.endedOn)}结束，共用 ${clock.countedDays} 个工作日`
      + (clock.remainingDays < 0 ? `，超期 ${-clock.remainingDays} 个工作日。` : '，未超期。');
  }
  if (clock.remainingDays < 0) {
    return `已超过办理时限 ${-clock.remainingDays} 个工作日。`;
  }
  return clock.state === 'STOPPED'
    ? `现在停止计时；恢复后还剩 ${clock.remainingDays} 个工作日。`
    : `已用 ${clock.countedDays} 个工作日，还剩 ${clock.remainingDays} 个工作日。`;
}

/** The line; everything it shows stands in the table below it too. */
function bar(clock) {
  const from = day(clock.startedOn);
  const to = Math.max(day(clock.asOf), clock.deadline ? day(clock.deadline) : 0, from + DAY);
  const percent = at => `${Math.max(0, Math.min(100, (at - from) / (to - from) * 100)).toFixed(2)}%`;
  const piece = (after, upTo, kind, text) => element('span', {
    class: `bio-stretch ${kind}`,
    style: `left:${percent(after)};width:calc(${percent(upTo)} - ${percent(after)})`,
    title: text
  });
  const pieces = clock.line.map(stretch => piece(day(stretch.after), day(stretch.upTo),
    stretch.counted ? 'bio-counted' : 'bio-standing',
    stretch.counted ? `计时 ${stretch.workingDays} 个工作日` : `停止计时：${stretch.why}`));
  const deadline = clock.deadline && day(clock.deadline);
  if (deadline && clock.state !== 'ENDED') {
    pieces.push(deadline > day(clock.asOf)
      ? piece(day(clock.asOf), deadline, 'bio-left', `剩余 ${clock.remainingDays} 个工作日`)
      : piece(deadline, day(clock.asOf), 'bio-over', `超期 ${-clock.remainingDays} 个工作日`));
  }
  const text = `时间线：${chineseDate(clock.startedOn)}起算，${clock.deadline ? `${chineseDate(clock.deadline)}届满，` : ''}`
    + `${sentence(clock)}逐段情况见下表。`;
  return element('div', {class: 'bio-timeline', role: 'img', 'aria-label': text},
    element('div', {class: 'bio-line'}, ...pieces,
      element('span', {class: 'bio-mark', style: `left:${percent(day(clock.asOf))}`})),
    element('div', {class: 'bio-ends'},
      element('span', {}, `起算 ${clock.startedOn}`),
      element('span', {}, `${clock.state === 'ENDED' ? '结束' : '黑线：今天'} ${clock.asOf}`),
      element('span', {}, clock.deadline ? `届满 ${clock.deadline}` : '届满日未定')),
    element('div', {class: 'bio-legend'},
      key('bio-counted', '计时'), key('bio-standing', '停止计时'), key('bio-left', '剩余'),
      ...(clock.overdue ? [key('bio-over', '超期')] : [])));
}

function key(kind, text) {
  return element('span', {}, element('span', {class: `bio-key ${kind}`}), text);
}

/** Where each phase has a limit of its own: all of them, one after the other. */
function stages(clock) {
  return clock.stages.length < 2 ? [] : [
    element('h3', {}, '各环节的时限'),
    table('各环节的时限', ['环节', '起算', '结束', '时限', '已用'], clock.stages.map(stage => [
      stage.phase ?? '受理后',
      chineseDate(stage.startedOn),
      stage.endedOn ? chineseDate(stage.endedOn) : '进行中',
      `${stage.limitDays + stage.extensionDays} 个工作日`,
      `${stage.countedDays} 个工作日`
    ]))
  ];
}

function figures({figures}) {
  return figures === null ? [] : [
    element('h3', {}, '办理用时'),
    pairs([
      ['总用时（含停止计时）', `${figures.grossDays} 个工作日`],
      ['计入时限', `${figures.netDays} 个工作日`],
      ...(figures.statutoryDays === null ? [] : [['法定时限', `${figures.statutoryDays} 个工作日`]]),
      ['承诺时限', `${figures.promisedDays} 个工作日`],
      ...(figures.speedup === null ? [] : [['比法定时限提速', `${figures.speedup}%`]])
    ])
  ];
}

function extensions(clock) {
  return clock.extensions.length === 0 ? [] : [
    element('h3', {}, '已批准的延长'),
    table('已批准的延长', ['日期', '延长', '批准人', '理由'],
      clock.extensions.map(one => [one.on, `${one.days} 个工作日`, one.by, one.reason]))
  ];
}

function form(clock, {taskId, api, signal, again}) {
  if (!clock.extension) {
    return [];
  }
  if (!clock.extension.permitted) {
    return [element('p', {class: 'bio-note'}, '需要延长办理期限的，由本机关负责人在本页批准。')];
  }
  if (clock.extension.most === 0) {
    return [element('p', {class: 'bio-note'}, '本办件的期限已不能再延长。')];
  }
  const days = element('input', {
    id: 'bio-extend-days', class: 'form-control', type: 'number', min: '1', max: String(clock.extension.most),
    step: '1', required: '', 'aria-describedby': 'bio-extend-most'
  });
  const reason = element('textarea', {
    id: 'bio-extend-reason', class: 'form-control', rows: '2', maxlength: '500', required: ''
  });
  const problem = element('p', {class: 'bio-problem', role: 'alert'});
  const button = element('button', {type: 'submit', class: 'btn btn-primary'}, '批准延长');
  const made = element('form', {class: 'bio-extend'},
    element('label', {for: 'bio-extend-days'}, '延长的工作日数'), days,
    element('p', {id: 'bio-extend-most', class: 'bio-hint'}, `最多还可延长 ${clock.extension.most} 个工作日。`),
    element('label', {for: 'bio-extend-reason'}, '理由（将告知申请人）'), reason, problem, button);
  made.addEventListener('submit', async event => {
    event.preventDefault();
    button.setAttribute('disabled', '');
    try {
      again(await send('POST', `/api/tasks/${encodeURIComponent(taskId)}/clock/extension`,
        {days: Number(days.value), reason: reason.value}, {csrf: api.CSRFToken, signal}));
      refreshCard(taskId);
    } catch (failure) {
      problem.textContent = failure.message;
      button.removeAttribute('disabled');
    }
  });
  return [element('h3', {}, '延长办理期限'), made];
}

/** @param {string} date 2026-03-05 */
function day(date) {
  return Date.UTC(...date.split('-').map((part, i) => i === 1 ? part - 1 : Number(part)));
}

function next(date) {
  return new Date(day(date) + DAY).toISOString().slice(0, 10);
}
