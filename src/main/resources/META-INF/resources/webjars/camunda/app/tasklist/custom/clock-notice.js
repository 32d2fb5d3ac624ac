import {atSignIn, element, read} from './own-interface.js';

const EVERY = 60_000;

/** @type {AbortController | undefined} */
let stop;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** 演示时间: says so, wherever one looks, when the office clock was turned. */
export default {
  id: 'bio-clock-notice',
  pluginPoint: 'tasklist.navbar.action',
  priority: 400,
  render(node) {
    this.unmount();
    stop = new AbortController();
    const signal = stop.signal;
    const show = async () => {
      if (atSignIn()) {
        return;
      }
      try {
        const clock = await read('/api/demo/clock', signal);
        node.classList.add('bio-navbar');
        node.replaceChildren(...(clock.turned
          ? [element('span', {class: 'bio-clock', title: '演示用的系统时间已向前推进，各项期限按此计算'},
            `演示时间：${clock.today}`)]
          : []));
      } catch (failure) {
        // The notice is not worth an error message.
      }
    };
    window.addEventListener('hashchange', () => node.hasChildNodes() || show(), {signal});
    timer = setInterval(() => document.hidden || show(), EVERY);
    show();
  },
  unmount() {
    clearInterval(timer);
    stop?.abort();
  }
};
