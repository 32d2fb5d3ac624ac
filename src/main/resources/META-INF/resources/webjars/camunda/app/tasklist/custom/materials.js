import {preview} from './material-preview.js';
import {Refused, csrfToken, element, read} from './own-interface.js';

/** @type {AbortController | undefined} */
let stop;

/**
 * Uploads under way, by task and slot: they go on while another tab or task is on the screen.
 *
 * @type {Map<string, Upload>}
 */
const uploads = new Map();

/** 材料: the checklist of the case of the task, open or finished, with what was handed in and a way to hand in. */
export default {
  id: 'bio-materials',
  pluginPoint: 'tasklist.task.detail',
  priority: 850,
  properties: {label: '材料'},
  async render(node, {api, taskId}) {
    stop?.abort();
    stop = new AbortController();
    node.classList.add('bio-dossier');
    node.replaceChildren(element('p', {class: 'bio-empty'}, '正在读取……'));
    const signal = stop.signal;
    await show(node, api, taskId, signal);
    onClaim(node, signal, () => show(node, api, taskId, signal));
  },
  unmount() {
    stop?.abort();
  }
};

async function show(node, api, taskId, signal) {
  try {
    const checklist = await read(address(taskId), signal);
    new Checklist(node, api, taskId, checklist, signal).show();
  } catch (failure) {
    if (!signal.aborted) {
      node.replaceChildren(element('p', {class: 'bio-empty'}, failure.message));
    }
  }
}

/** Tasklist does not tell a tab that its task was claimed or given back; the head of the task shows it. */
function onClaim(node, signal, changed) {
  const card = node.closest('.task-card');
  const isClaimed = () => card.querySelector('.unclaim') !== null;
  if (card && !signal.aborted) {
    let before = isClaimed();
    let settled;
    // The head is taken apart and put together again: what counts is how it looks when it has come to rest.
    const observer = new MutationObserver(() => {
      clearTimeout(settled);
      settled = setTimeout(() => {
        if (isClaimed() !== before) {
          before = isClaimed();
          changed();
        }
      }, 150);
    });
    observer.observe(card, {childList: true, subtree: true});
    signal.addEventListener('abort', () => {
      observer.disconnect();
      clearTimeout(settled);
    });
  }
}

function address(taskId) {
  return `/api/tasks/${encodeURIComponent(taskId)}/materials`;
}

class Checklist {

  constructor(node, api, taskId, checklist, signal) {
    this.node = node;
    this.api = api;
    this.taskId = taskId;
    this.signal = signal;
    this.ofCase = checklist.ofCase;
    this.upload = checklist.upload;
    this.slots = checklist.slots;
    this.summary = element('p', {class: 'bio-materials-summary'});
    this.live = element('p', {class: 'sr-only', role: 'status'});
    this.rows = new Map();
  }

  show() {
    const head = element('p', {class: 'bio-case'}, element('strong', {}, this.ofCase.number), `　${this.ofCase.title}`);
    if (this.slots.length === 0) {
      this.node.replaceChildren(head, element('p', {class: 'bio-empty'}, '本事项没有材料清单。'));
      return;
    }
    const list = element('ul', {class: 'bio-slots', 'aria-label': '材料清单'});
    this.slots.forEach(slot => list.append(this.row(slot)));
    const box = element('div', {class: 'bio-materials'}, head, this.summary, this.hint(), list, this.live);
    // A file dropped beside a row must not take the place of the page.
    ['dragover', 'drop'].forEach(type => box.addEventListener(type, event => {
      event.preventDefault();
      if (event.dataTransfer) {
        event.dataTransfer.dropEffect = 'none';
      }
    }));
    this.summarise();
    const focused = document.activeElement?.closest('.bio-slot')?.dataset.slot;
    this.node.replaceChildren(box);
    // Shown anew under the hands of the clerk: she goes on where she was.
    this.rows.get(focused)?.querySelector('.bio-upload')?.focus();
  }

  hint() {
    if (!this.upload.allowed) {
      return element('p', {class: 'bio-materials-hint'}, this.upload.reason);
    }
    return element('p', {class: 'bio-materials-hint'},
      `按“上传”选择文件，或把文件拖到对应的材料上。一项材料有多个文件的，请先合并为一个 PDF；每个文件不超过 ${shownSize(this.upload.maxSize)}，`
      + `格式为 ${this.upload.extensions.join('、')}。`);
  }

  summarise() {
    const asked = this.slots.filter(slot => slot.applies);
    const missing = asked.filter(slot => slot.missing);
    const received = asked.filter(slot => slot.versions.length > 0).length;
    this.summary.replaceChildren(
      `共 ${asked.length} 项材料，已上传 ${received} 项`,
      missing.length === 0
        ? '，必交材料齐全。'
        : element('span', {}, '，', element('strong', {class: 'bio-missing'}, `缺 ${missing.length} 项必交材料`), '。'));
  }

  /** The row of a slot, new or in the place of its older self. */
  row(slot) {
    const id = `bio-slot-${slot.code}`;
    const row = element('li', {class: slot.missing ? 'bio-slot bio-slot-missing' : 'bio-slot', 'data-slot': slot.code});
    const head = element('div', {class: 'bio-slot-head'}, element('h4', {id}, slot.name), marks(slot));
    row.append(head);
    if (slot.note) {
      row.append(element('p', {class: 'bio-slot-note'}, slot.note));
    }
    const [current, ...older] = slot.versions;
    if (current) {
      row.append(this.version(slot, current));
    }
    if (older.length > 0) {
      row.append(element('details', {class: 'bio-slot-older'},
        element('summary', {}, `以前的版本（${older.length}）`),
        ...older.map(version => this.version(slot, version))));
    }
    if (this.upload.allowed && slot.applies) {
      this.offer(row, head, slot);
    }
    const before = this.rows.get(slot.code);
    this.rows.set(slot.code, row);
    if (before) {
      const hadFocus = before.contains(document.activeElement);
      before.replaceWith(row);
      if (hadFocus) {
        row.querySelector('.bio-upload')?.focus();
      }
    }
    const running = uploads.get(this.key(slot));
    if (running) {
      this.follow(slot, running);
    }
    return row;
  }

  version(slot, version) {
    const by = version.onBehalfOf ? `${version.by}（代 ${version.onBehalfOf}）` : version.by;
    const actions = element('span', {class: 'bio-version-actions'});
    if (version.view) {
      const show = button('预览', `预览${slot.name}第 ${version.number} 版`);
      show.addEventListener('click', () => preview(version, slot.name));
      actions.append(show);
    }
    actions.append(element('a', {
      class: 'btn btn-default btn-xs', href: version.href, download: version.fileName,
      'aria-label': `下载${slot.name}第 ${version.number} 版`
    }, '下载'));
    return element('div', {class: 'bio-version'},
      element('span', {class: 'bio-version-name'}, version.fileName),
      element('span', {class: 'bio-version-facts'},
        `第 ${version.number} 版　${shownSize(version.size)}　${by}　${version.receivedAt}`),
      actions);
  }

  /** A button and the row itself take a file. */
  offer(row, head, slot) {
    const again = slot.versions.length > 0;
    const choose = element('input', {
      type: 'file', class: 'bio-file', hidden: '',
      accept: this.upload.extensions.map(extension => `.${extension}`).join(',')
    });
    choose.addEventListener('change', () => {
      this.take(slot, choose.files);
      choose.value = '';
    });
    const open = button(again ? '上传新版' : '上传', `${again ? '上传新版：' : '上传：'}${slot.name}`, 'bio-upload');
    open.addEventListener('click', () => choose.click());
    head.append(choose, open);
    row.addEventListener('dragover', event => {
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
      row.classList.add('bio-slot-over');
    });
    row.addEventListener('dragleave', event => {
      if (!row.contains(event.relatedTarget)) {
        row.classList.remove('bio-slot-over');
      }
    });
    row.addEventListener('drop', event => {
      event.preventDefault();
      event.stopPropagation();
      row.classList.remove('bio-slot-over');
      this.take(slot, event.dataTransfer.files);
    });
  }

  take(slot, files) {
    if (files.length === 0 || uploads.has(this.key(slot))) {
      return;
    }
    if (files.length > 1) {
      this.tell(slot, '一次只能为一项材料上传一个文件。有多个文件的，请先合并为一个 PDF。', true);
      return;
    }
    const file = files[0];
    if (file.size > this.upload.maxSize) {
      this.tell(slot, `文件“${file.name}”有 ${shownSize(file.size)}，超过 ${shownSize(this.upload.maxSize)} 的上限，没有上传。`
        + '请压缩图片、降低扫描分辨率或拆分后重新上传。', true);
      return;
    }
    const target = `${address(this.taskId)}/${encodeURIComponent(slot.code)}?name=${encodeURIComponent(file.name)}`;
    const started = new Upload(target, file, csrfToken(this.api));
    const key = this.key(slot);
    uploads.set(key, started);
    started.done.then(() => uploads.delete(key), () => uploads.delete(key));
    this.tell(slot, `正在上传“${file.name}”。`, false);
    this.follow(slot, started);
  }

  /** Shows an upload in the row of its slot until it ends. */
  follow(slot, upload) {
    const row = this.rows.get(slot.code);
    const button = row.querySelector('.bio-upload');
    const bar = element('progress', {max: '1', 'aria-label': `上传进度：${upload.name}`});
    const text = element('span', {class: 'bio-progress-text'});
    const cancel = element('button', {type: 'button', class: 'btn btn-default btn-xs'}, '取消上传');
    const box = element('div', {class: 'bio-progress'}, element('span', {class: 'bio-version-name'}, upload.name), bar, text, cancel);
    row.querySelector('.bio-refusal')?.remove();
    row.append(box);
    if (button) {
      const hadFocus = button === document.activeElement;
      button.disabled = true;
      if (hadFocus) {
        cancel.focus();
      }
    }
    cancel.addEventListener('click', () => upload.cancel());
    upload.onprogress = () => {
      bar.value = upload.sent / upload.size;
      text.textContent = upload.sent < upload.size
        ? `${Math.floor(100 * upload.sent / upload.size)}%（${shownSize(upload.sent)} / ${shownSize(upload.size)}）`
        : '已传完，正在查验……';
    };
    upload.onprogress();
    upload.done.then(
      () => this.received(slot, upload),
      failure => this.failed(slot, upload, box, failure));
  }

  async received(slot, upload) {
    if (this.signal.aborted) {
      return;
    }
    try {
      this.slots = (await read(address(this.taskId), this.signal)).slots;
      const now = this.slots.find(other => other.code === slot.code);
      this.row(now);
      this.summarise();
      this.tell(now, `“${upload.name}”已上传，为“${now.name}”的第 ${now.versions[0].number} 版。`, false);
    } catch (failure) {
      if (!this.signal.aborted) {
        this.tell(slot, `“${upload.name}”已上传。${failure.message}`, true);
      }
    }
  }

  failed(slot, upload, box, failure) {
    if (this.signal.aborted) {
      return;
    }
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    const button = this.rows.get(slot.code).querySelector('.bio-upload');
    if (button) {
      button.disabled = false;
      if (hadFocus) {
        button.focus();
      }
    }
    this.tell(slot, failure.message, !failure.cancelled);
  }

  /** Says it to those who listen; a refusal stands in the row as well, until the next file. */
  tell(slot, message, refused) {
    const row = this.rows.get(slot.code);
    row.querySelector('.bio-refusal')?.remove();
    if (refused) {
      row.append(element('p', {class: 'bio-refusal', role: 'alert'}, message));
    } else {
      this.live.textContent = message;
    }
  }

  key(slot) {
    return `${this.taskId}/${slot.code}`;
  }
}

/** One file on its way. XMLHttpRequest, because fetch tells no progress. */
class Upload {

  constructor(target, file, token) {
    this.name = file.name;
    this.size = file.size;
    this.sent = 0;
    this.onprogress = () => {};
    const request = new XMLHttpRequest();
    this.cancel = () => request.abort();
    this.done = new Promise((resolve, reject) => {
      request.upload.addEventListener('progress', event => {
        this.sent = event.loaded;
        this.onprogress();
      });
      request.addEventListener('load', () => {
        if (request.status === 201) {
          resolve();
        } else {
          reject(new Refused(refusal(request)));
        }
      });
      request.addEventListener('error', () =>
        reject(new Refused(`“${file.name}”没有传完：网络中断，或登录已过期。请检查网络、重新登录后再次上传。`)));
      request.addEventListener('abort', () =>
        reject(Object.assign(new Refused(`已取消上传“${file.name}”，没有保存。`), {cancelled: true})));
    });
    request.open('PUT', target);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-XSRF-TOKEN', token);
    request.send(file);
  }
}

function refusal(request) {
  try {
    return JSON.parse(request.responseText).message || '文件没有保存，请稍后重试。';
  } catch (e) {
    return '文件没有保存，请稍后重试。';
  }
}

/** Required or not, missing or not: in words, not by colour alone. */
function marks(slot) {
  const marks = element('span', {class: 'bio-slot-marks'},
    element('span', {class: 'bio-slot-mark'}, !slot.applies ? '本办件不要求' : slot.required ? '必交' : '选交'));
  if (slot.missing) {
    marks.append(element('span', {class: 'bio-slot-mark bio-missing'}, '✕ 缺'));
  } else if (slot.versions.length > 0) {
    marks.append(element('span', {class: 'bio-slot-mark bio-received'}, '✓ 已上传'));
  }
  return marks;
}

function button(text, label, more = '') {
  return element('button', {type: 'button', class: `btn btn-default btn-xs ${more}`, 'aria-label': label}, text);
}

/** @param {number} octets */
export function shownSize(octets) {
  if (octets < 1024 * 1024) {
    return `${Math.max(1, Math.round(octets / 1024))} KB`;
  }
  return `${Number((octets / 1024 / 1024).toFixed(1))} MB`;
}
