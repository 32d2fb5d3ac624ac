import {element} from './own-interface.js';

/**
 * Shows a file in a dialog. Tasklist's page is a sandbox in which browsers show no PDF of their own accord, so PDF.js
 * draws it; it asks the server only for the parts that are looked at.
 */
const HOME = new URL('./pdfjs/', import.meta.url).href;
const WIDTH = 860;
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/**
 * @param {{fileName: string, mediaType: string, view: string, href: string, number: number}} version
 * @param {string} material its Chinese name
 */
export async function preview(version, material) {
  const title = element('h4', {id: 'bio-preview-title'}, `${material}（第 ${version.number} 版）`);
  const facts = element('span', {class: 'bio-preview-facts', role: 'status'});
  const body = element('div', {class: 'bio-preview-body', tabindex: '0', role: 'region', 'aria-label': '文件内容'});
  const smaller = button('缩小');
  const larger = button('放大');
  const close = button('关闭');
  const dialog = element('dialog', {class: 'bio-preview', 'aria-labelledby': 'bio-preview-title'},
    element('div', {class: 'bio-preview-head'}, title, facts, smaller, larger,
      element('a', {class: 'btn btn-default btn-sm', href: version.href, download: version.fileName}, '下载'), close),
    body);
  const opener = document.activeElement;
  let gone = () => {};
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    gone();
    dialog.remove();
    opener?.focus();
  });
  // Tasklist listens for keys on the whole page.
  dialog.addEventListener('keydown', event => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  body.focus();

  let step = STEPS.indexOf(1);
  let scale = () => {};
  const zoom = by => {
    step = Math.min(Math.max(step + by, 0), STEPS.length - 1);
    smaller.disabled = step === 0;
    larger.disabled = step === STEPS.length - 1;
    facts.textContent = `${facts.dataset.pages || ''}${Math.round(STEPS[step] * 100)}%`;
    scale(STEPS[step]);
  };
  smaller.addEventListener('click', () => zoom(-1));
  larger.addEventListener('click', () => zoom(1));
  facts.textContent = '正在打开……';
  try {
    if (version.mediaType === 'application/pdf') {
      const opened = await pages(version.view, body, ended => { gone = ended; });
      facts.dataset.pages = `共 ${opened.count} 页　`;
      scale = opened.scale;
      if (!dialog.open) {
        gone();
      }
    } else {
      scale = await picture(version, body);
    }
    zoom(0);
  } catch (failure) {
    if (dialog.open) {
      facts.textContent = '';
      body.replaceChildren(element('p', {class: 'bio-empty', role: 'alert'},
        failure.name === 'PasswordException'
          ? '这份 PDF 设有打开密码，不能预览。请下载后查看，或请申请人提交没有密码的文件。'
          : '这份文件打不开，可能已经损坏。请下载后查看，或请申请人重新提交。'));
    }
  }
}

async function picture(version, body) {
  const image = element('img', {src: version.view, alt: version.fileName});
  await image.decode();
  body.replaceChildren(image);
  const width = Math.min(image.naturalWidth, WIDTH);
  return by => { image.style.width = `${width * by}px`; };
}

/**
 * Each page is drawn when it comes near the screen and forgotten when it is far: a scan has hundreds. Its text is there for
 * those who cannot see it.
 */
async function pages(address, body, onEnd) {
  const pdfjs = await import('./pdfjs/pdf.js');
  pdfjs.GlobalWorkerOptions.workerSrc = `${HOME}pdf.worker.js`;
  const loading = pdfjs.getDocument({
    url: new URL(address, window.location.href).href,
    withCredentials: true,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    cMapUrl: `${HOME}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${HOME}standard_fonts/`,
    wasmUrl: `${HOME}wasm/`
  });
  let watching;
  onEnd(() => {
    watching?.disconnect();
    loading.destroy();
  });
  const pdf = await loading.promise;
  const first = (await pdf.getPage(1)).getViewport({scale: 1});
  let by = 1;
  // The pages that are near, each with its last wish to be drawn; one is drawn after the other, if it is still wished.
  const near = new Map();
  let turn = Promise.resolve();
  const sheets = Array.from({length: pdf.numPages}, (_, i) => {
    const sheet = element('div', {class: 'bio-page-sheet'});
    sheet.dataset.page = String(i + 1);
    return sheet;
  });
  watching = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    if (!isIntersecting) {
      near.delete(target);
      target.replaceChildren();
    } else if (!near.has(target)) {
      const wish = {};
      near.set(target, wish);
      turn = turn.then(() => draw(pdf, target, by, () => near.get(target) === wish))
        .catch(() => target.replaceChildren('这一页打不开。'));
    }
  }), {root: body, rootMargin: '900px 0px'});
  body.replaceChildren(...sheets);
  return {
    count: pdf.numPages,
    scale(wanted) {
      const reached = body.scrollTop / Math.max(1, body.scrollHeight);
      by = wanted;
      near.clear();
      watching.disconnect();
      sheets.forEach(sheet => {
        sheet.replaceChildren();
        sheet.style.width = `${WIDTH * by}px`;
        sheet.style.height = `${WIDTH * by * first.height / first.width}px`;
        watching.observe(sheet);
      });
      body.scrollTop = reached * body.scrollHeight;
    }
  };
}

async function draw(pdf, sheet, by, isWished) {
  if (!isWished()) {
    return;
  }
  const number = Number(sheet.dataset.page);
  const page = await pdf.getPage(number);
  const plain = page.getViewport({scale: 1});
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const viewport = page.getViewport({scale: WIDTH * by / plain.width * density});
  const canvas = element('canvas', {'aria-hidden': 'true'});
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({canvas, viewport}).promise;
  const text = (await page.getTextContent()).items.map(item => item.str).join(' ').trim();
  if (isWished()) {
    sheet.style.height = `${viewport.height / density}px`;
    sheet.replaceChildren(canvas, element('p', {class: 'sr-only'},
      `第 ${number} 页，共 ${pdf.numPages} 页。${text || '本页没有可朗读的文字，可能是扫描件。'}`));
  }
}

function button(text) {
  return element('button', {type: 'button', class: 'btn btn-default btn-sm'}, text);
}
