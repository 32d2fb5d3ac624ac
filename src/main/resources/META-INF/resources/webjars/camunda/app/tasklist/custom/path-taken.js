/**
 * Marks on a diagram where a case went. The facts know the steps that people saw; what lies between two of them is marked
 * only where there is a single way.
 *
 * @typedef {{element: string, startedAt: number, endedAt: number | null, cancelled: boolean}} Passage
 */

/** Two moments of one transaction. */
const TOGETHER = 2_000;

/**
 * @param {any} viewer of bpmn-js, with the diagram imported
 * @param {{passages: Passage[], finished: boolean}} course
 */
export function markPath(viewer, {passages, finished}) {
  const elements = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const on = passages.filter(passage => elements.get(passage.element));
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
    } else if (target.$type !== 'bpmn:UserTask') {
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
    if (!next || next.$type === 'bpmn:UserTask' || path.includes(next.id)) {
      return next?.$type === 'bpmn:UserTask' ? path.slice(0, -1) : path;
    }
    path.push(next.id);
    if (next.$type === 'bpmn:ParallelGateway' && (next.incoming || []).length > 1) {
      return path;
    }
    at = next;
  }
  return path;
}
