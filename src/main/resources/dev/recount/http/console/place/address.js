// The address: which page is shown, as of when. All of it stands behind the #, so that no server or proxy on the way
// writes down who looked at what, and one page at / answers for all of them.
import {store, useStore} from './store.js';

function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const {at = '', known = '', ...rest} = parameters;
  const segments = path.split('/').filter(segment => segment !== '');
  return {path: segments.map(decoded), query: rest, at, known};
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const address = store(read());
addEventListener('hashchange', () => address.set(read()));

export const useAddress = () => useStore(address);

export function link(path, query = {}, moment = {}) {
  const {at, known} = {...address.get(), ...moment};
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({...query, at, known})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString();
  return '#/' + path.map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

export function go(path, query = {}, moment = {}) {
  location.hash = link(path, query, moment);
}

// Changes what the page shows without a step in the browser's history for each turn of a knob.
export function change(query, moment = {}) {
  const here = address.get();
  const hash = link(here.path, {...here.query, ...query}, moment);
  if (hash !== location.hash) {
    history.replaceState(null, '', hash);
    address.set(read());
  }
}
