// Who asks, and what the caller may do: what would be refused is not offered.
import {credential, get, isRefused, isShownByBrowser, Problem} from './api.js';
import {store, useStore} from '../place/store.js';

const UNKNOWN = {principal: null, known: false, roles: [], rights: {}, credentials: [], isAsked: false};

export const caller = store(UNKNOWN);
export const useCaller = () => useStore(caller);

export async function recognize() {
  try {
    const {body} = await get('/caller');
    caller.set({...body, isAsked: true});
    isShownByBrowser.set(body.known && !credential.get());
    isRefused.set(!body.known && body.credentials.length > 0);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (failure.status === 401 && credential.get()) {
      credential.set(''); // without it, the server tells which ones it takes
      await recognize();
      isRefused.set(true);
    } else {
      caller.set({...UNKNOWN, isAsked: true, problem: failure});
      isRefused.set(failure.status === 401);
    }
  }
}

// Whether the caller has a right on something at least; where the server does not say, it is asked and says no itself.
export const may = (who, right) => (who.rights[right] ?? 'ALL') !== 'NONE';

export const mayAll = (who, right) => (who.rights[right] ?? 'ALL') === 'ALL';

export async function logIn(shown) {
  credential.set(shown);
  await recognize();
  return !isRefused.get();
}

export async function logOut() {
  credential.set('');
  caller.set(UNKNOWN);
  await recognize();
}
