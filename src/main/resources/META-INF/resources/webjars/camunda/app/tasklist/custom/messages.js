import {atSignIn, chineseDate, element, post, read} from './own-interface.js';

const EVERY = 60_000;

/** 消息: how many in-app messages are unread, and the latest of them. */
class Messages {

  /**
   * @param {HTMLElement} node
   * @param {import('./own-interface.js').PluginApi} api
   */
  constructor(node, api) {
    this.api = api;
    this.stop = new AbortController();
    this.badge = element('span', {class: 'bio-badge', hidden: ''});
    this.button = element('a', {href: '', role: 'button', 'aria-expanded': 'false'},
      element('span', {class: 'glyphicon glyphicon-envelope', 'aria-hidden': 'true'}), ' 消息', this.badge);
    this.panel = element('div', {class: 'bio-panel', hidden: ''});
    node.classList.add('bio-navbar');
    node.append(this.button, this.panel);
    const signal = this.stop.signal;
    this.button.addEventListener('click', event => {
      event.preventDefault();
      event.stopPropagation();
      this.toggle();
    }, {signal});
    document.addEventListener('click', event => {
      if (!this.panel.contains(/** @type {Node} */ (event.target))) {
        this.close();
      }
    }, {signal});
    document.addEventListener('keydown', event => event.key === 'Escape' && this.close(), {signal});
    document.addEventListener('visibilitychange', () => document.hidden || this.count(), {signal});
    window.addEventListener('hashchange', () => this.known || this.count(), {signal});
    this.timer = setInterval(() => document.hidden || this.count(), EVERY);
    this.known = false;
    this.count();
  }

  async count() {
    if (atSignIn()) {
      return;
    }
    try {
      const {unread, limit} = await read('/api/messages/count', this.stop.signal);
      this.known = true;
      this.badge.textContent = unread >= limit ? `${limit - 1}+` : String(unread);
      this.badge.hidden = unread === 0;
      this.button.setAttribute('aria-label', unread === 0 ? '消息' : `消息，${unread} 条未读`);
    } catch (failure) {
      // Not signed in any more, or no network: the next minute tells.
    }
  }

  toggle() {
    if (this.panel.hidden) {
      this.panel.hidden = false;
      this.button.setAttribute('aria-expanded', 'true');
      this.show();
    } else {
      this.close();
    }
  }

  close() {
    this.panel.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  async show() {
    try {
      const {messages, more} = await read('/api/messages?size=20', this.stop.signal);
      const copies = await read('/api/copies', this.stop.signal);
      this.list(messages, more);
      this.panel.append(...(copies.length === 0 ? [] : [this.copies(copies)]));
    } catch (failure) {
      if (!this.stop.signal.aborted) {
        this.panel.replaceChildren(element('p', {class: 'bio-empty'}, failure.message));
      }
    }
  }

  list(messages, more) {
    if (messages.length === 0) {
      this.panel.replaceChildren(element('p', {class: 'bio-empty'}, '近 90 天没有消息。'));
      return;
    }
    const all = element('button', {type: 'button', class: 'btn btn-link btn-xs'}, '全部标为已读');
    all.addEventListener('click', () => this.mark('/api/messages/read'));
    this.panel.replaceChildren(
      element('div', {class: 'bio-panel-head'}, element('strong', {}, '消息'), all),
      element('ul', {}, ...messages.map(message => this.item(message))),
      ...(more ? [element('p', {class: 'bio-empty'}, '只显示最近 20 条。')] : []));
  }

  /** 抄送: cases copied to the person, and which she has read. */
  copies(copies) {
    return element('section', {'aria-label': '抄送'},
      element('div', {class: 'bio-panel-head'}, element('strong', {}, '抄送给我的办件')),
      element('ul', {}, ...copies.map(copy => {
        const line = element('li', {class: copy.readAt ? 'read' : 'unread'},
          element('div', {class: 'bio-subject'}, copy.caseTitle),
          element('div', {class: 'bio-body'}, `${copy.sender}（${copy.stepName}）：${copy.note}`),
          element('div', {class: 'bio-meta'}, `${copy.caseNumber} · ${chineseDate(copy.sentAt)} `));
        if (!copy.readAt) {
          const mark = element('button', {type: 'button', class: 'btn btn-link btn-xs'}, '已阅');
          mark.addEventListener('click', () => this.mark(`/api/copies/${copy.id}/read`));
          line.querySelector('.bio-meta').append(mark);
        }
        return line;
      })));
  }

  item(message) {
    const line = element('li', {class: message.read ? 'read' : 'unread'},
      element('div', {class: 'bio-subject'}, message.subject),
      element('div', {class: 'bio-body'}, message.body),
      element('div', {class: 'bio-meta'},
        [message.caseNumber, `${chineseDate(message.at)} ${message.at.slice(11, 16)}`].filter(Boolean).join(' · ')));
    if (message.taskId) {
      const open = element('a', {class: 'bio-open', href: `#/?task=${encodeURIComponent(message.taskId)}`}, '打开任务');
      open.addEventListener('click', () => this.close());
      line.querySelector('.bio-meta').append(' ', open);
    }
    if (!message.read) {
      const mark = element('button', {type: 'button', class: 'btn btn-link btn-xs'}, '标为已读');
      mark.addEventListener('click', () => this.mark(`/api/messages/${message.id}/read`));
      line.querySelector('.bio-meta').append(mark);
    }
    return line;
  }

  async mark(address) {
    try {
      await post(address, this.api, this.stop.signal);
      await Promise.all([this.show(), this.count()]);
    } catch (failure) {
      if (!this.stop.signal.aborted) {
        this.panel.prepend(element('p', {class: 'bio-empty'}, failure.message));
      }
    }
  }

  leave() {
    clearInterval(this.timer);
    this.stop.abort();
  }
}

/** @type {Messages | undefined} */
let shown;

export default {
  id: 'bio-messages',
  pluginPoint: 'tasklist.navbar.action',
  priority: 150,
  render(node, {api}) {
    shown?.leave();
    shown = new Messages(node, api);
  },
  unmount() {
    shown?.leave();
    shown = undefined;
  }
};
