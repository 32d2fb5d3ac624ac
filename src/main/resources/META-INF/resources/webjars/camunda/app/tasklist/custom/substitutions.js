import {atSignIn, chineseDate, element, post, postJson, read} from './own-interface.js';
import {table} from './tab.js';

/**
 * @typedef {{principal: string, name: string, until: string, procedure: string | null, procedures: string,
 *   may: string}} Acting
 * @typedef {{id: number, principal: string, deputy: string, procedures: string, from: string, to: string,
 *   reason: string, recorded: string, state: string, stateText: string, mayEnd: boolean}} Line
 * @typedef {{value: string, label: string}} Option
 */

const FRESH = 60_000;

/** @type {{user: string, at: number, known?: Acting[], answer: Promise<Acting[]>} | undefined} */
let asked;
/** @type {Entry | undefined} */
let shown;

/**
 * For whom the person acts today; asked once a minute at most, and what was known before holds until then.
 *
 * @param {string} user
 */
function acting(user) {
  if (!asked || asked.user !== user || Date.now() - asked.at > FRESH) {
    const asking = {
      user,
      at: Date.now(),
      known: asked?.user === user ? asked.known : undefined,
      answer: read('/api/substitutions/acting')
    };
    asking.answer.then(known => (asking.known = known), () => asked === asking && (asked = undefined));
    asked = asking;
  }
  return asked;
}

/**
 * Whether the person works on a task of this assignee in that one's name: of the tasks of whom she substitutes she
 * sees only those that are lent to her. Tasklist asks it before it lets her fill in the form, see
 * src/main/web/camunda/patch-webapps.mjs; the server decides anyway.
 *
 * @param {string} user
 * @param {string} assignee
 * @param {() => void} again called when it is not known yet and turns out to be so
 */
window.bioSubstitutes = (user, assignee, again) => {
  const covers = list => list.some(one => one.principal === assignee);
  const {answer, known} = acting(user);
  if (!known) {
    answer.then(list => covers(list) && again(), () => {});
  }
  return Boolean(known) && covers(known);
};

/** 代理: who acts for whom; the entry in the bar, and the dialog behind it. */
class Entry {

  /** @param {HTMLElement} node @param {import('./own-interface.js').PluginApi} api */
  constructor(node, api) {
    this.api = api;
    this.stop = new AbortController();
    this.note = element('span', {class: 'bio-acting'});
    this.button = element('a', {href: '', role: 'button', 'aria-haspopup': 'dialog'},
      element('span', {class: 'glyphicon glyphicon-transfer', 'aria-hidden': 'true'}), ' 代理', this.note);
    node.classList.add('bio-navbar');
    node.replaceChildren(this.button);
    const signal = this.stop.signal;
    this.button.addEventListener('click', event => {
      event.preventDefault();
      new Panel(this.api, () => this.tell());
    }, {signal});
    window.addEventListener('hashchange', () => this.known || this.tell(), {signal});
    this.tell();
  }

  /** Beside the word: for whom she acts today. */
  async tell() {
    if (atSignIn()) {
      return;
    }
    try {
      asked = undefined;
      const names = [...new Set((await read('/api/substitutions/acting', this.stop.signal)).map(one => one.name))];
      this.known = true;
      this.note.textContent = names.length === 0 ? '' : names.length === 1 ? `（代${names[0]}）` : `（代${names.length}人）`;
    } catch (failure) {
      // Not signed in any more, or no network: the dialog will say so.
    }
  }

  leave() {
    this.stop.abort();
  }
}

/** The dialog. */
class Panel {

  /** @param {import('./own-interface.js').PluginApi} api @param {() => void} changed */
  constructor(api, changed) {
    this.api = api;
    this.changed = changed;
    this.person = '';
    this.status = element('p', {class: 'bio-verb-done', role: 'status'});
    this.body = element('div', {}, element('p', {class: 'bio-empty'}, '正在读取……'));
    this.title = element('h3', {id: 'bio-sub-title'}, '代理');
    const close = element('button', {type: 'button', class: 'btn btn-default btn-sm'}, '关闭');
    const opener = /** @type {HTMLElement | null} */ (document.activeElement);
    this.dialog = /** @type {HTMLDialogElement} */ (
      element('dialog', {class: 'bio-sub-dialog', 'aria-labelledby': 'bio-sub-title'},
        element('div', {class: 'bio-preview-head'}, this.title, close),
        element('div', {class: 'bio-sub-body bio-tab', tabindex: '0', role: 'region', 'aria-label': '代理登记'},
          this.status, this.body)));
    close.addEventListener('click', () => this.dialog.close());
    // Tasklist listens for keys on the whole page.
    this.dialog.addEventListener('keydown', event => event.stopPropagation());
    this.dialog.addEventListener('close', () => {
      this.dialog.remove();
      opener?.focus();
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.show('');
  }

  /** @param {string} done what has just been done */
  async show(done) {
    try {
      const screen = await read(`/api/substitutions${this.person ? `?person=${encodeURIComponent(this.person)}` : ''}`);
      const recusals = screen.seesRecusals ? await read('/api/recusals') : null;
      this.status.textContent = done;
      this.title.textContent = recusals ? '代理和回避' : '代理';
      this.body.replaceChildren(
        ...(screen.administrator ? [this.choice(screen)] : this.standing(screen.acting)),
        ...this.appointment(screen),
        ...this.records(screen),
        ...(recusals ? declared(recusals) : []));
    } catch (failure) {
      this.body.replaceChildren(element('p', {class: 'bio-empty', role: 'alert'}, failure.message));
    }
  }

  /** Whom an administrator does it for. */
  choice({people, person}) {
    const select = pick('bio-sub-person', people, '请选择');
    select.value = person;
    select.addEventListener('change', () => {
      this.person = select.value;
      this.show('').then(() => document.getElementById('bio-sub-person')?.focus());
    });
    return row('被代理人（例如突然生病、不能自己登记的同事）', select);
  }

  /** @param {Acting[]} list */
  standing(list) {
    return [
      element('h4', {}, '我今天代理的人'),
      list.length === 0
        ? element('p', {class: 'bio-empty'}, '今天您没有代理任何人。')
        : element('ul', {class: 'bio-waiting'}, ...list.map(one => element('li', {},
          element('strong', {}, one.name), `（${one.procedures}，到${chineseDate(one.until)}止）：可以${one.may}，`
          + `见左侧“代理的任务”。提交以后记录为您代${one.name}办理；四眼原则和回避对你们两人都适用。`)))
    ];
  }

  /** @param {any} screen */
  appointment(screen) {
    const whose = screen.administrator && screen.deputies.length ? `登记${screen.name}的代理人` : '登记代理人';
    const heading = element('h4', {}, screen.administrator ? whose : '登记我的代理人');
    if (screen.hint) {
      return [heading, element('p', {class: 'bio-empty'}, screen.hint)];
    }
    const deputy = pick('bio-sub-deputy', screen.deputies, '请选择同事');
    const from = input('bio-sub-from', {type: 'date', min: screen.today, value: screen.today});
    const to = input('bio-sub-to', {type: 'date', min: screen.today});
    const reason = input('bio-sub-reason', {type: 'text', maxlength: '200', placeholder: '例如：出差、休假、培训'});
    const all = input('bio-sub-all', {type: 'radio', name: 'bio-sub-scope', checked: ''});
    const some = input('bio-sub-some', {type: 'radio', name: 'bio-sub-scope'});
    [all, some].forEach(each => each.classList.remove('form-control'));
    const boxes = screen.procedures.map(option => element('input', {type: 'checkbox', value: option.value}));
    const list = element('div', {class: 'bio-verb-choices', hidden: ''}, ...screen.procedures.map((option, i) =>
      element('label', {class: 'bio-verb-choice'}, boxes[i], ` ${option.label}`)));
    [all, some].forEach(each => each.addEventListener('change', () => (list.hidden = all.checked)));
    const problem = element('p', {class: 'bio-verb-problem', role: 'alert'});
    const save = /** @type {HTMLButtonElement} */ (
      element('button', {type: 'submit', class: 'btn btn-primary'}, '登记代理'));
    const form = element('form', {class: 'bio-sub-form', novalidate: ''},
      row('代理人（必填）', deputy), row('开始日期（必填）', from), row('结束日期（必填，含当天）', to),
      element('fieldset', {class: 'bio-verb-row bio-sub-wide'}, element('legend', {}, '代理的事项'),
        element('label', {class: 'bio-verb-choice'}, all, ' 全部事项'),
        element('label', {class: 'bio-verb-choice'}, some, ' 只代理下列事项'), list),
      element('div', {class: 'bio-sub-wide'}, row('理由（必填）', reason)),
      element('div', {class: 'bio-sub-wide'}, problem, save));
    form.addEventListener('input', () => (problem.textContent = ''));
    form.addEventListener('submit', async event => {
      event.preventDefault();
      save.disabled = true;
      problem.textContent = '';
      const chosen = boxes.filter(box => box.checked).map(box => box.value);
      if (some.checked && chosen.length === 0) {
        problem.textContent = '请勾选代理的事项，或者选“全部事项”。';
        save.disabled = false;
        return;
      }
      try {
        await postJson('/api/substitutions', this.api, {
          principal: screen.person,
          deputy: deputy.value,
          procedures: some.checked ? chosen : [],
          from: from.value,
          to: to.value,
          reason: reason.value
        });
        await this.show('代理已登记，双方都会收到消息。');
        this.changed();
        this.top();
      } catch (failure) {
        problem.textContent = failure.message;
        save.disabled = false;
      }
    });
    return [heading, form];
  }

  /** @param {any} screen */
  records(screen) {
    /** @type {Line[]} */
    const lines = screen.records;
    return [
      element('h4', {}, screen.administrator ? '代理记录' : '我的代理记录'),
      lines.length === 0
        ? element('p', {class: 'bio-empty'}, '还没有代理登记。')
        : table('代理记录', ['谁由谁代理', '期间', '事项', '理由', '状态', '操作'], lines.map(line => [
          whole(`${line.principal}由${line.deputy}代理`),
          element('span', {}, whole(chineseDate(line.from)), '至', whole(chineseDate(line.to)),
            element('div', {class: 'bio-hint'}, `${line.recorded} 登记`)),
          line.procedures,
          line.reason || '（未填）',
          element('span', {class: `bio-chip bio-sub-${line.state.toLowerCase()}`}, line.stateText),
          line.mayEnd ? this.ending(line) : ''
        ]))
    ];
  }

  /** @param {Line} line */
  ending(line) {
    const verb = line.state === 'UPCOMING' ? '撤销' : '提前结束';
    const button = element('button', {type: 'button', class: 'btn btn-default btn-xs',
      'aria-label': `${verb}：${line.principal}由${line.deputy}代理`}, verb);
    const sure = element('button', {type: 'button', class: 'btn btn-primary btn-xs'}, `确定${verb}`);
    const box = element('span', {}, button);
    button.addEventListener('click', () => {
      box.append(sure);
      sure.focus();
    });
    sure.addEventListener('click', async () => {
      sure.disabled = true;
      try {
        await post(`/api/substitutions/${line.id}/end`, this.api);
        await this.show(`已${verb}，即时生效，双方都会收到消息。`);
        this.changed();
        this.top();
      } catch (failure) {
        box.append(element('span', {class: 'bio-verb-problem', role: 'alert'}, failure.message));
        sure.disabled = false;
      }
    });
    return box;
  }

  top() {
    const body = /** @type {HTMLElement} */ (this.dialog.querySelector('.bio-sub-body'));
    body.scrollTop = 0;
    body.focus();
  }
}

/** 回避: declared in the tab 办理动作; here those who lead see who keeps away from whom. */
function declared(recusals) {
  return [
    element('h4', {}, '回避登记'),
    recusals.length === 0
      ? element('p', {class: 'bio-empty'}, '还没有人登记回避。')
      : table('回避登记', ['人员', '申请单位', '理由', '登记时间'],
        recusals.map(each => [each.person, each.applicant, each.reason, each.declared]))
  ];
}

/** @param {string} id @param {Option[]} options @param {string} empty @returns {HTMLSelectElement} */
function pick(id, options, empty) {
  return /** @type {HTMLSelectElement} */ (element('select', {id, class: 'form-control'},
    element('option', {value: ''}, empty),
    ...options.map(option => element('option', {value: option.value}, option.label))));
}

/** @param {string} id @param {Record<string, string>} attributes @returns {HTMLInputElement} */
function input(id, attributes) {
  return /** @type {HTMLInputElement} */ (element('input', {id, class: 'form-control', ...attributes}));
}

/** A few words that are not broken. @param {string} text */
function whole(text) {
  return element('span', {class: 'bio-whole'}, text);
}

function row(label, field) {
  return element('div', {class: 'bio-verb-row'}, element('label', {for: field.id}, label), field);
}

export default {
  id: 'bio-substitutions',
  pluginPoint: 'tasklist.navbar.action',
  priority: 140,
  render(node, {api}) {
    shown?.leave();
    shown = new Entry(node, api);
  },
  unmount() {
    shown?.leave();
    shown = undefined;
  }
};
