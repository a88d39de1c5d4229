// Questions of components: asked anew when they change, and what was answered before stays to be seen meanwhile.
import {useCallback, useEffect, useRef, useState} from '../lib/preact.js';
import {get, Problem} from './api.js';
import {useAddress} from '../place/address.js';
import {arrivals} from './live.js';

const NOTHING = {body: null, problem: null, isAsked: false};
const NO_PAGES = {target: null, name: null, rows: [], next: null, first: null, problem: null, isAsking: false};

// What stands in the address as the moment, for questions that can be asked of the past.
export function useMoment() {
  const {at, known} = useAddress();
  return {at, known};
}

// The answer to a question, or null as target for none. `again` asks once more; `follow` says which of the events that
// arrive have it asked once more.
export function useAnswer(target, {follow, every, headers} = {}) {
  const [answer, setAnswer] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn(before => before + 1), []);
  const about = useRef('');
  useEffect(() => {
    if (target === null) {
      setAnswer(NOTHING);
      return undefined;
    }
    const subject = target.split('?', 1)[0];
    if (about.current !== subject) setAnswer(NOTHING);
    about.current = subject;
    const stop = new AbortController();
    get(target, {signal: stop.signal, headers}).then(
      ({body, version}) => setAnswer({body, version, problem: null, isAsked: true}),
      failure => {
        if (failure instanceof Problem) setAnswer({body: null, problem: failure, isAsked: true});
        else if (failure.name !== 'AbortError') throw failure;
      });
    return () => stop.abort();
  }, [target, turn]);
  useFollowing(follow, again, every);
  return {...answer, again};
}

// Has something done when events arrive that it is about, and not more often than it says, in milliseconds.
export function useFollowing(follow, action, every = 1000) {
  const last = useRef({follow, action});
  last.current = {follow, action};
  const isFollowing = Boolean(follow);
  useEffect(() => {
    if (!isFollowing) return undefined;
    let waiting = 0;
    const stop = arrivals.watch(events => {
      if (waiting || !events.some(event => last.current.follow(event))) return;
      waiting = setTimeout(() => {
        waiting = 0;
        last.current.action();
      }, every);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, [isFollowing, every]);
}

// The pages of a list, put together as they are asked for.
export function usePages(target, name) {
  const [pages, setPages] = useState(NO_PAGES);
  const running = useRef(null);
  const ask = useCallback((from, before) => {
    running.current?.abort();
    const stop = running.current = new AbortController();
    setPages(shown => ({...shown, isAsking: true}));
    get(from, {signal: stop.signal}).then(
      ({body}) => setPages(shown => ({
        target,
        name,
        rows: before ? [...shown.rows, ...body[name]] : body[name],
        next: body.next && body[name].length > 0 && !body.head ? body.next : null,
        first: before ? shown.first : body,
        problem: null,
        isAsking: false,
      })),
      failure => {
        if (failure instanceof Problem) {
          setPages(shown => ({...shown, target, name, rows: before ? shown.rows : [], next: null, problem: failure, isAsking: false}));
        } else if (failure.name !== 'AbortError') throw failure;
      });
  }, [target, name]);
  useEffect(() => {
    if (target !== null) ask(target, false);
    return () => running.current?.abort();
  }, [target, ask]);
  const more = useCallback(() => {
    if (pages.next && !pages.isAsking) ask(pages.next, true);
  }, [pages, ask]);
  // rows of another kind are not shown in the place of these while they are asked for
  return {...(pages.name === name ? pages : NO_PAGES), isAsked: pages.name === name, more, again: () => ask(target, false)};
}
