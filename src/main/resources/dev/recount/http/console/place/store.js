// A value that components watch.
import {useEffect, useState} from '../lib/preact.js';

export function store(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      if (next !== value) {
        value = next;
        for (const watcher of [...watchers]) watcher(value);
      }
    },
    change(how) {
      this.set(how(value));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export function useStore(watched) {
  const [value, setValue] = useState(watched.get());
  useEffect(() => {
    setValue(watched.get());
    return watched.watch(setValue);
  }, [watched]);
  return value;
}

// Settings of this browser, none of which is anybody's data.
export function kept(name, otherwise) {
  const key = 'recount.' + name;
  let first = otherwise;
  try {
    first = JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    // a browser that keeps nothing begins anew each time
  }
  const result = store(first);
  result.watch(value => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // as above
    }
  });
  return result;
}
