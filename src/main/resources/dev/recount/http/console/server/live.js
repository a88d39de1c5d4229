// The events as they come: one subscription to the log, only while somebody looks. A server that has many is not asked
// for each of them: beyond some a second, the subscription rests for a while, and says so.
import {request} from './api.js';
import {store} from '../place/store.js';

const MOST_KEPT = 100;
const MOST_A_SECOND = 20;
const REST_MS = 3_000;
const LONGEST_PAUSE_MS = 30_000;

const WATCHERS = new Set();
export const arrivals = {
  watch(watcher) {
    WATCHERS.add(watcher);
    return () => WATCHERS.delete(watcher);
  },
};

// off, connecting, following, resting (there are too many events to follow each), away
export const live = store({state: 'off', events: [], last: null});

let wanted = false;
let current = null;

export function follow(isWanted) {
  wanted = isWanted;
  keep();
}

document.addEventListener('visibilitychange', keep);

function keep() {
  const isDue = wanted && document.visibilityState === 'visible';
  if (isDue && !current) {
    current = new AbortController();
    run(current.signal).finally(() => { current = null; });
  } else if (!isDue && current) {
    current.abort();
    live.change(before => ({...before, state: 'off'}));
  }
}

const pause = (milliseconds, signal) => new Promise(done => {
  const timer = setTimeout(done, milliseconds);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    done();
  }, {once: true});
});

async function run(signal) {
  let position = '';
  let failures = 0;
  while (!signal.aborted) {
    try {
      live.change(before => ({...before, state: before.state === 'resting' ? 'resting' : 'connecting'}));
      const headers = {Accept: 'text/event-stream', ...(position ? {'Last-Event-ID': position} : {})};
      const answer = await request('/events?after=now', {signal, headers});
      if (!answer.ok) throw new Error(`the log was answered with ${answer.status}`);
      failures = 0;
      position = await read(answer.body, position, signal);
      if (position === '') await pause(REST_MS, signal);
    } catch (failure) {
      if (signal.aborted) return;
      failures += 1;
      live.change(before => ({...before, state: 'away', problem: failure.message}));
      await pause(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures), signal);
    }
  }
}

// Reads until the stream ends, and returns the position to go on from, or nothing to go on with what is new then.
async function read(body, from, signal) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let position = from;
  let rest = '';
  let data = '';
  let second = 0;
  let count = 0;
  live.change(before => ({...before, state: before.state === 'resting' ? 'resting' : 'following'}));
  for (;;) {
    const {done, value} = await reader.read();
    if (done || signal.aborted) return position;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line.startsWith('id:')) position = line.slice(3).trim();
      else if (line.startsWith('data:')) data += line.slice(5);
      else if (line === '' && data) {
        events.push(brief(data));
        data = '';
      }
    }
    if (events.length > 0) arrived(events);
    const now = Math.floor(performance.now() / 1000);
    count = now === second ? count + events.length : events.length;
    second = now;
    if (count > MOST_A_SECOND) {
      live.change(before => ({...before, state: 'resting'}));
      await reader.cancel();
      return '';
    }
    if (count < MOST_A_SECOND / 5 && live.get().state !== 'following') live.change(before => ({...before, state: 'following'}));
  }
}

// What is kept of an event: enough to tell of it, and never its data, which may be large.
function brief(data) {
  const {id, type, time, recorded, principal, correlationid, source} = JSON.parse(data);
  return {id, type, time, recorded, principal, correlationid, stream: (source ?? '').replace('/streams/', '')};
}

function arrived(events) {
  live.change(before => ({
    ...before,
    last: events.at(-1),
    events: [...events.toReversed(), ...before.events].slice(0, MOST_KEPT),
  }));
  for (const watcher of [...WATCHERS]) watcher(events);
}
