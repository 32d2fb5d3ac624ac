import {chineseDate, element, read, send} from './own-interface.js';

/**
 * 暂存: keeps on the server what is typed into a form, and brings it back. Tasklist's own code calls it, see
 * src/main/web/camunda/patch-webapps.mjs. A form is named by its task, or "start:" and the process that it starts.
 */
const PAUSE = 1_500;
const START = 'start:';

/**
 * @type {Map<string, {place: HTMLElement, kept: string, touched: boolean, data?: object,
 *   timer?: ReturnType<typeof setTimeout>, keeping?: Promise<any>}>}
 */
const forms = new Map();

function address(taskId) {
  if (taskId.startsWith(START)) {
    return `/api/processes/${encodeURIComponent(taskId.slice(START.length))}/draft`;
  }
  return `/api/tasks/${encodeURIComponent(taskId)}/draft`;
}

function isOpen(taskId) {
  return !taskId.startsWith('done-');
}

/** Says beside the buttons of the form what became of the draft. */
function tell(form, ...words) {
  const actions = form.place.closest('.modal-content')?.querySelector('.modal-footer')
    || form.place.closest('[cam-tasklist-form]')?.querySelector('.form-actions');
  if (!actions) {
    return;
  }
  let line = actions.querySelector('.bio-draft');
  if (!line) {
    line = element('span', {class: 'bio-draft', role: 'status'});
    actions.append(line);
  }
  line.replaceChildren(...words);
}

function clock(at) {
  return `${chineseDate(at)} ${at.slice(11, 16)}`;
}

function discardButton(taskId) {
  const button = element('button', {type: 'button', class: 'btn btn-link btn-sm'}, '放弃暂存的内容');
  button.addEventListener('click', async () => {
    try {
      clearTimeout(forms.get(taskId)?.timer);
      forms.delete(taskId);
      await send('DELETE', address(taskId));
      window.location.reload();
    } catch (failure) {
      button.after(failure.message);
    }
  });
  return button;
}

async function keep(taskId, keepalive = false) {
  const form = forms.get(taskId);
  if (!form || !form.data) {
    return;
  }
  clearTimeout(form.timer);
  const text = JSON.stringify(form.data);
  if (text === form.kept) {
    return;
  }
  try {
    form.keeping = send('PUT', address(taskId), {data: form.data}, {keepalive})
      .finally(() => (form.keeping = undefined));
    const {savedAt} = await form.keeping;
    form.kept = text;
    tell(form, `已暂存 ${savedAt.slice(11, 16)}，换一台电脑也能接着填`);
  } catch (failure) {
    if (forms.get(taskId) === form && failure.status !== 404) {
      tell(form, `没有暂存成功：${failure.message}`);
    }
  }
}

window.bioDrafts = {

  /** A form is about to be shown: what the person kept of it. */
  async open(taskId, place) {
    const form = {place, kept: '', touched: false};
    forms.set(taskId, form);
    ['input', 'click', 'keydown'].forEach(deed =>
      place.addEventListener(deed, () => (form.touched = true), {capture: true}));
    if (!isOpen(taskId)) {
      return {};
    }
    try {
      const {data, savedAt} = await read(address(taskId));
      if (savedAt) {
        setTimeout(() => tell(form, `已恢复您${clock(savedAt)}暂存的内容 `, discardButton(taskId)));
      }
      return data;
    } catch (failure) {
      return {};
    }
  },

  /** The form changed; it does so by itself too, before anybody touched it. */
  changed(taskId, data) {
    const form = forms.get(taskId);
    if (form?.touched && isOpen(taskId)) {
      form.data = data;
      clearTimeout(form.timer);
      form.timer = setTimeout(() => keep(taskId), PAUSE);
    }
  },

  /** The button 暂存 was pressed, or the session is over. */
  keep(taskId, data) {
    const form = forms.get(taskId);
    if (form && isOpen(taskId)) {
      form.data = data;
      keep(taskId);
    }
  },

  /** A case was opened: the server has thrown its draft away, and what was on the way must not bring it back. */
  started() {
    [...forms.keys()].filter(place => place.startsWith(START)).forEach(async place => {
      const form = forms.get(place);
      forms.delete(place);
      clearTimeout(form.timer);
      if (form.keeping) {
        await form.keeping.catch(() => {});
        await send('DELETE', address(place), undefined, {keepalive: true}).catch(() => {});
      }
    });
  }
};

window.addEventListener('pagehide', () => forms.forEach((form, taskId) => keep(taskId, true)));
