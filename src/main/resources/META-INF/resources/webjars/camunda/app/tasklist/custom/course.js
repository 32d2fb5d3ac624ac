import {element} from './own-interface.js';
import {markPath} from './path-taken.js';
import {tab} from './tab.js';

const KINDS = {STEP: '办理', CLOCK: '时限', DOCUMENT: '文书', CASE: '办件'};

/** 办理过程: the trail in sentences, and the diagram with the path taken. */
export default tab({id: 'bio-course', label: '办理过程', priority: 800, address: '/course', show});

function show(node, course, {signal}) {
  const [whole, ...parts] = course.diagrams;
  node.replaceChildren(
    element('h3', {}, course.finished ? '办件已办结' : '现在'),
    ...(course.waiting.length === 0 ? [] : [element('ul', {class: 'bio-waiting'}, ...course.waiting.map(waits))]),
    element('h3', {}, '经过'),
    element('ol', {class: 'bio-course'}, ...course.sentences.map(sentence => element('li', {},
      element('span', {class: 'bio-when'}, sentence.at),
      element('span', {class: `bio-kind bio-kind-${sentence.kind.toLowerCase()}`}, KINDS[sentence.kind]),
      element('span', {class: 'bio-what'}, sentence.text)))),
    ...(whole ? [
      element('h3', {}, `流程图：${whole.name}`),
      element('p', {class: 'bio-legend'},
        legend('bio-key-passed', '绿色实线框：已经过'), legend('bio-key-current', '橙色粗线框：正在办理'),
        legend('bio-key-cancelled', '灰色虚线框：未办即结束'))
    ] : []));
  if (whole) {
    draw(node, node, whole, course, signal);
  }
  parts.forEach(part => node.append(folded(node, part, course, signal)));
}

/** The diagram of a part, drawn when it is opened; open where the case is now. */
function folded(node, part, course, signal) {
  const now = course.passages.some(passage => passage.process === part.key && passage.endedAt === null);
  const box = element('details', {class: 'bio-part'}, element('summary', {}, `其中：${part.name}${now ? '（正在办理）' : ''}`));
  box.addEventListener('toggle', () => {
    if (box.open && !box.querySelector('.bio-diagram')) {
      draw(node, box, part, course, signal);
    }
  });
  box.open = now;
  return box;
}

function waits({step, who, since, due}) {
  return element('li', {}, element('strong', {}, step), `　${who}，${since}起${due ? `，期限${due}` : ''}`);
}

function legend(kind, text) {
  return element('span', {}, element('span', {class: `bio-key ${kind}`}), text);
}

async function draw(node, box, diagram, course, signal) {
  const place = element('div', {class: 'bio-diagram', tabindex: '0', role: 'group',
    'aria-label': `流程图：${diagram.name}，方向键移动；经过的步骤见上方文字`});
  box.append(place);
  try {
    const {default: Viewer} = await import('./vendor/bpmn-navigated-viewer.js');
    if (signal.aborted) {
      return;
    }
    node.append(element('link', {rel: 'stylesheet', href: new URL('./vendor/diagram-js.css', import.meta.url).href}));
    const viewer = new Viewer({container: place});
    signal.addEventListener('abort', () => viewer.destroy());
    await viewer.importXML(diagram.xml);
    const through = markPath(viewer, diagram.key, course);
    const canvas = viewer.get('canvas');
    const now = through.filter(passage => passage.endedAt === null).map(passage => passage.element);
    place.before(buttons(viewer, place, now));
    place.addEventListener('keydown', event => pan(event, canvas));
    canvas.zoom('fit-viewport', 'auto');
    name(place);
  } catch (failure) {
    if (!signal.aborted) {
      place.replaceChildren(element('p', {class: 'bio-empty'}, '流程图暂时无法显示；办理经过以上方文字为准。'));
    }
  }
}

/** The arrow keys move the diagram, as dragging it does. */
function pan(event, canvas) {
  const way = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]}[event.key];
  if (way) {
    event.preventDefault();
    event.stopPropagation();
    canvas.scroll({dx: way[0], dy: way[1]});
  }
}

/** The drawing is named for those who do not see it; the vendor's mark is a link and needs a name too. */
function name(place) {
  place.querySelector('svg')?.setAttribute('aria-hidden', 'true');
  place.querySelectorAll('.bjs-powered-by').forEach(mark => mark.setAttribute('aria-label', 'bpmn.io'));
}

function buttons(viewer, place, now) {
  const canvas = viewer.get('canvas');
  const button = (text, does) => {
    const made = element('button', {type: 'button', class: 'btn btn-default btn-sm'}, text);
    made.addEventListener('click', does);
    return made;
  };
  const drawn = now.filter(id => viewer.get('elementRegistry').get(id));
  return element('div', {class: 'bio-zoom', role: 'toolbar', 'aria-label': '流程图'},
    button('放大', () => canvas.zoom(canvas.zoom() * 1.3)),
    button('缩小', () => canvas.zoom(canvas.zoom() / 1.3)),
    button('看全图', () => canvas.zoom('fit-viewport', 'auto')),
    ...(drawn.length > 0 ? [button('看当前步骤', () => {
      const at = viewer.get('elementRegistry').get(drawn[0]);
      canvas.zoom(1, {x: at.x + at.width / 2, y: at.y + at.height / 2});
      const box = canvas.viewbox();
      canvas.viewbox({
        x: at.x + at.width / 2 - box.width / 2, y: at.y + at.height / 2 - box.height / 2,
        width: box.width, height: box.height
      });
    })] : []),
    button('全屏（按 Esc 退出）', () => place.requestFullscreen?.()));
}
