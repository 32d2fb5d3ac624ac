/**
 * Marks on a diagram where a case went. The facts know the steps that people saw; what lies between two of them is marked
 * only where there is a single way.
 *
 * @typedef {{process: string, element: string, startedAt: number, endedAt: number | null, cancelled: boolean}} Passage
 */

/** Two moments of one transaction. */
const TOGETHER = 2_000;

const STEPS = ['bpmn:UserTask', 'bpmn:CallActivity'];

/**
 * @param {any} viewer of bpmn-js, with the diagram imported
 * @param {string} process key of the process that is drawn
 * @param {{passages: Passage[], finished: boolean}} course
 * @returns {Passage[]} those through this diagram
 */
export function markPath(viewer, process, {passages, finished}) {
  const elements = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const on = [
    ...passages.filter(passage => passage.process === process && elements.get(passage.element)),
    ...calls(elements, passages)
  ].sort((a, b) => a.startedAt - b.startedAt);
  const passed = new Set();
  const mark = path => path.forEach(id => passed.add(id));
  const object = id => elements.get(id).businessObject;
  const starts = elements.filter(one => one.type === 'bpmn:StartEvent' && one.parent?.type !== 'bpmn:SubProcess');

  on.forEach((passage, i) => {
    const before = on.slice(0, i).filter(other => other.endedAt !== null
      && Math.abs(passage.startedAt - other.endedAt) <= TOGETHER);
    if (before.length > 0) {
      before.forEach(other => only(ways(object(other.element), passage.element, other.cancelled), mark));
    } else if (i === 0 && starts.length === 1) {
      mark([starts[0].id]);
      only(ways(starts[0].businessObject, passage.element, false), mark);
    }
  });
  const open = new Set(on.filter(passage => passage.endedAt === null).map(passage => passage.element));
  on.filter(passage => passage.endedAt !== null && !passage.cancelled && !open.has(passage.element))
    .forEach(passage => mark(straightOn(object(passage.element))));
  if (finished) {
    const last = on.filter(passage => passage.endedAt !== null).sort((a, b) => b.endedAt - a.endedAt)[0];
    if (last) {
      only(ways(object(last.element), null, last.cancelled), mark);
    }
  }

  const times = new Map();
  on.forEach(passage => times.set(passage.element, [...(times.get(passage.element) || []), passage]));
  times.forEach((visits, id) => {
    const done = visits.filter(visit => visit.endedAt !== null && !visit.cancelled).length;
    canvas.addMarker(id, open.has(id) ? 'bio-current' : done > 0 ? 'bio-passed' : 'bio-cancelled');
    if (visits.length > 1) {
      const badge = document.createElement('div');
      badge.className = 'bio-times';
      badge.textContent = `${visits.length} 次`;
      viewer.get('overlays').add(id, {position: {top: -10, right: 24}, html: badge});
    }
  });
  passed.forEach(id => {
    if (!times.has(id) && elements.get(id)) {
      canvas.addMarker(id, 'bio-passed');
    }
  });
  return on;
}

/** A call of a part was passed from the first of the part's steps to its last. */
function calls(elements, passages) {
  return elements.filter(one => one.type === 'bpmn:CallActivity').flatMap(call => {
    const inside = passages.filter(passage => passage.process === call.businessObject.calledElement);
    return inside.length === 0 ? [] : [{
      process: call.businessObject.calledElement,
      element: call.id,
      startedAt: Math.min(...inside.map(passage => passage.startedAt)),
      endedAt: inside.some(passage => passage.endedAt === null) ? null : Math.max(...inside.map(passage => passage.endedAt)),
      cancelled: inside.every(passage => passage.cancelled)
    }];
  });
}

function only(found, mark) {
  if (found.length === 1) {
    mark(found[0]);
  }
}

/**
 * The ways from an element to a step (or to any end) that pass no other step: ids of flows and of what lies between. Looks
 * for two at most.
 */
function ways(from, to, cancelled) {
  const found = [];
  const walk = (flow, path) => {
    if (found.length > 1 || path.length > 60) {
      return;
    }
    const target = flow.targetRef;
    const way = [...path, flow.id];
    if (!target || path.includes(target.id)) {
      return;
    }
    if (target.id === to || to === null && target.$type === 'bpmn:EndEvent') {
      found.push([...way, target.id]);
    } else if (!STEPS.includes(target.$type)) {
      (target.outgoing || []).forEach(next => walk(next, [...way, target.id]));
    }
  };
  if (!cancelled) {
    (from.outgoing || []).forEach(flow => walk(flow, []));
  }
  if (cancelled || found.length === 0) {
    boundaryEvents(from).forEach(event => (event.outgoing || []).forEach(flow => walk(flow, [event.id])));
  }
  return found;
}

function boundaryEvents(step) {
  return (step.$parent?.flowElements || []).filter(one => one.$type === 'bpmn:BoundaryEvent' && one.attachedToRef === step);
}

/** What surely follows: as long as there is one way only, and no further step. */
function straightOn(from) {
  const path = [];
  let at = from;
  while ((at.outgoing || []).length === 1 && path.length < 60) {
    const flow = at.outgoing[0];
    const next = flow.targetRef;
    path.push(flow.id);
    if (!next || STEPS.includes(next.$type) || path.includes(next.id)) {
      return STEPS.includes(next?.$type) ? path.slice(0, -1) : path;
    }
    path.push(next.id);
    if (next.$type === 'bpmn:ParallelGateway' && (next.incoming || []).length > 1) {
      return path;
    }
    at = next;
  }
  return path;
}
