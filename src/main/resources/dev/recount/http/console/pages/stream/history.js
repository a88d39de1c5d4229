// The story of a stream, put together from its history and the commands that were rejected; the newest first.
import {useCallback, useEffect, useRef, useState} from '../../lib/preact.js';
import {get, path as target, Problem} from '../../server/api.js';

const PAGE = 60;
const DECISIONS = 1000;
const MOST_DECISIONS = 5;
const NOTHING = {entries: [], rejections: [], from: 0, isAsked: false, problem: null, rejectionsLeftOut: false};

async function entriesOf(type, id, from, to, known, signal) {
  const entries = [];
  let next = target(['streams', type, id, 'history'], {after: from, limit: Math.min(1000, to - from), known});
  while (next && entries.length < to - from) {
    const {body} = await get(next, {signal});
    entries.push(...body.history.filter(({version}) => Number(version) <= to));
    next = body.history.length > 0 && Number(body.history.at(-1).version) < to ? body.next : null;
  }
  return entries;
}

async function rejectionsOf(type, id, signal) {
  const found = [];
  let next = target(['streams', type, id, 'decisions'], {limit: DECISIONS});
  for (let i = 0; i < MOST_DECISIONS; i++) {
    const {body} = await get(next, {signal});
    found.push(...body.decisions.filter(({outcome}) => outcome === 'rejected'));
    if (body.head || body.decisions.length === 0) return {rejections: found, rejectionsLeftOut: false};
    next = body.next;
  }
  return {rejections: found, rejectionsLeftOut: true};
}

export function useStory(type, id, version, known) {
  const [story, setStory] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  const earlier = useRef(null);
  useEffect(() => {
    const stop = new AbortController();
    const from = Math.max(0, version - PAGE);
    Promise.all([
      // one more than is shown, as what an event has changed is told by the state before it
      entriesOf(type, id, Math.max(0, from - 1), version, known, stop.signal),
      rejectionsOf(type, id, stop.signal),
    ]).then(
      ([entries, decided]) => setStory({entries, ...decided, from, isAsked: true, problem: null}),
      failure => {
        if (failure instanceof Problem) setStory({...NOTHING, isAsked: true, problem: failure});
        else if (failure.name !== 'AbortError') throw failure;
      });
    return () => {
      stop.abort();
      earlier.current?.abort();
    };
  }, [type, id, version, known, turn]);
  const more = useCallback(() => {
    const stop = earlier.current = new AbortController();
    const to = story.from;
    const from = Math.max(0, to - PAGE);
    entriesOf(type, id, Math.max(0, from - 1), to, known, stop.signal).then(
      entries => setStory(before => ({
        ...before,
        from,
        entries: [...entries, ...before.entries.filter(entry => !entries.some(({version: each}) => each === entry.version))],
      })),
      failure => {
        if (failure instanceof Problem) setStory(before => ({...before, problem: failure}));
        else if (failure.name !== 'AbortError') throw failure;
      });
  }, [story, type, id, known]);
  return {
    ...story,
    items: items(story, version),
    isMore: story.from > 0,
    more,
    again: useCallback(() => setTurn(before => before + 1), []),
  };
}

function items({entries, rejections, from}, version) {
  const events = entries.map((entry, i) => ({entry, before: i > 0 ? entries[i - 1].state : null}))
    .filter(({entry}) => Number(entry.version) > from)
    .map(({entry, before}) => ({id: `v${entry.version}`, kind: 'event', version: Number(entry.version), time: entry.time, recorded: entry.recorded, entry, before}));
  const refused = rejections
    .map(decision => ({id: `r${decision.rejection}`, kind: 'rejection', version: Number(decision.version ?? version), time: decision.time, recorded: decision.recorded, decision}))
    .filter(each => each.version >= from && each.version <= version);
  return [...events, ...refused].sort((one, other) =>
    other.version - one.version || (one.kind === other.kind ? other.recorded.localeCompare(one.recorded) : one.kind === 'rejection' ? -1 : 1));
}
