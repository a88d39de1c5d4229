// The span of the log: where on it events are, and a scale on which long stretches without any take little room.
import {get, Problem} from './api.js';

const MINUTE = 60_000;
const BUCKETS = 240;
const ROUNDS = 4;
const BREAK = 0.015;
const MOST_SEGMENTS = 6;

const part = (from, to, buckets = BUCKETS) =>
  `/log/timeline?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&buckets=${buckets}`;

function read(body) {
  const from = Date.parse(body.from);
  const to = Date.parse(body.to);
  const starts = body.buckets.map(bucket => Date.parse(bucket.from));
  const buckets = body.buckets.map((bucket, i) => ({
    from: starts[i],
    to: starts[i + 1] ?? Math.max(to, starts[i] + (starts[1] - starts[0] || MINUTE)),
    events: Number(bucket.events),
  }));
  return {from, to, buckets, marks: body.marks ?? [], marksLeftOut: Number(body.marksLeftOut ?? 0), events: Number(body.events)};
}

// The runs of buckets with events in them, with gaps that are too short to be left out.
function runs({buckets}) {
  const longest = buckets.length * 0.06;
  const found = [];
  let empty = Infinity;
  buckets.forEach(bucket => {
    if (bucket.events === 0) {
      empty += 1;
      return;
    }
    if (empty > longest) found.push({from: bucket.from, to: bucket.to, buckets: 0});
    found.at(-1).to = bucket.to;
    found.at(-1).buckets += Math.min(empty, longest) + 1 || 1;
    empty = 0;
  });
  return found;
}

async function closer(run, signal) {
  let {from, to} = run;
  let answer = null;
  for (let i = 0; i < ROUNDS; i++) {
    answer = read((await get(part(from, to), {signal})).body);
    const full = answer.buckets.filter(bucket => bucket.events > 0);
    if (full.length === 0) return null;
    const [first, last] = [full[0].from, full.at(-1).to];
    const isNarrow = last - first > (to - from) / 12 || last - first <= BUCKETS * MINUTE / 4;
    if (first === from && last === to) break;
    [from, to] = [first, last];
    if (isNarrow) {
      answer = read((await get(part(from, to), {signal})).body);
      break;
    }
  }
  return {from: answer.from, to: answer.to, buckets: answer.buckets};
}

// The whole, or the part that is asked for, with a scale from 0 to 1 over it.
export async function timeline({from, to, signal}) {
  const target = from && to ? part(from, to) : `/log/timeline?buckets=${BUCKETS}`;
  const {body} = await get(target, {signal});
  if (!body.first) return {isEmpty: true, segments: [], marks: [], marksLeftOut: 0, events: 0};
  const whole = read(body);
  const found = runs(whole);
  const segments = [];
  if (found.length <= MOST_SEGMENTS) {
    for (const run of found) {
      const segment = found.length === 1 && run.buckets > whole.buckets.length / 2 ? whole : await closer(run, signal);
      if (segment) segments.push(segment);
    }
  } else {
    segments.push(whole);
  }
  return {...scaled(segments), marks: whole.marks, marksLeftOut: whole.marksLeftOut, events: whole.events, isEmpty: segments.length === 0};
}

// Longer segments get more room, but not in proportion: minutes beside years would have none.
function scaled(segments) {
  const room = 1 - BREAK * Math.max(0, segments.length - 1);
  const weights = segments.map(({from, to}) => Math.max(1, (to - from) / MINUTE) ** 0.25);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let x = 0;
  return {
    segments: segments.map((segment, i) => {
      const placed = {...segment, x, width: room * weights[i] / sum};
      x += placed.width + BREAK;
      return placed;
    }),
  };
}

export const first = ({segments}) => segments[0]?.from ?? null;
export const last = ({segments}) => segments.at(-1)?.to ?? null;

export function timeAt({segments}, x) {
  const segment = segments.findLast(each => x >= each.x) ?? segments[0];
  const within = Math.min(1, Math.max(0, (x - segment.x) / segment.width));
  return segment.from + within * (segment.to - segment.from);
}

export function placeOf({segments}, time) {
  const segment = segments.findLast(each => time >= each.from) ?? segments[0];
  return segment.x + segment.width * Math.min(1, Math.max(0, (time - segment.from) / (segment.to - segment.from)));
}

// How long a step of a scale is at a place.
export function stepAt({segments}, x, steps) {
  const segment = segments.findLast(each => x >= each.x) ?? segments[0];
  return (segment.to - segment.from) / (segment.width * steps);
}

// The time at which the next event has happened, or the one before, to the end of its minute.
export async function neighbour(shown, time, isNext) {
  const minute = Math.floor(time / MINUTE) * MINUTE;
  let [from, to] = isNext ? [minute + MINUTE, last(shown)] : [first(shown), minute - 1];
  for (let i = 0; i < 2 * ROUNDS && from < to; i++) {
    const {buckets} = read((await get(part(from, to, 100))).body);
    const full = buckets.filter(({events}) => events > 0);
    const bucket = isNext ? full[0] : full.at(-1);
    if (!bucket) return null;
    if (bucket.to - bucket.from <= MINUTE) return bucket.to - 1;
    [from, to] = [Math.max(from, bucket.from), Math.min(to, bucket.to)];
  }
  return null;
}

export const isNotGiven = failure => failure instanceof Problem && (failure.status === 403 || failure.status === 404);
