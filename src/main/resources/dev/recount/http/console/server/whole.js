// Lists that are looked at as a whole: all their pages, one after the other, up to a number of rows.
import {useCallback, useEffect, useState} from '../lib/preact.js';
import {get, Problem} from './api.js';

const NOTHING = {asked: '', rows: [], isWhole: false, isEnough: false, problem: null};

// The rows of all pages of one question or of several, shown as they come. `isWhole` says that there are no more;
// `isEnough` that there are more than `most`, and asking has ended. What keeps no past has no rows.
export function useWhole(target, name, most = 1000) {
  const [told, setTold] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn(before => before + 1), []);
  const asked = [target ?? []].flat().join(' ');
  useEffect(() => {
    const stop = new AbortController();
    const tell = change => setTold(before => ({...(before.asked === asked ? before : NOTHING), ...change, asked}));
    if (asked) {
      read(asked.split(' '), name, most, stop.signal, tell).catch(failure => {
        if (failure instanceof Problem) tell({problem: failure});
        else if (failure.name !== 'AbortError') throw failure;
      });
    }
    return () => stop.abort();
  }, [asked, name, most, turn]);
  const isCurrent = told.asked === asked;
  return {...(isCurrent ? told : NOTHING), isAsked: isCurrent && asked !== '', again};
}

async function read(targets, name, most, signal, tell) {
  let rows = [];
  for (const target of targets) {
    let next = target;
    while (next !== null) {
      const body = await page(next, name, signal);
      rows = [...rows, ...body[name]];
      const isEnd = !body.next || body.head === true || (body.head === undefined && body[name].length === 0);
      if (rows.length >= most && !isEnd) {
        tell({rows, isEnough: true, isWhole: false, problem: null});
        return;
      }
      next = isEnd ? null : body.next;
      tell({rows, isWhole: isEnd && target === targets.at(-1), isEnough: false, problem: null});
    }
  }
}

async function page(target, name, signal) {
  try {
    return (await get(target, {signal})).body;
  } catch (failure) {
    if (failure.code === 'STATE_ALONE') return {[name]: []};
    throw failure;
  }
}
