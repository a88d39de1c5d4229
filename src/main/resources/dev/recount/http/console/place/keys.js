// The keyboard: one table of keys, which the list of them is made of.
import {useLayoutEffect} from '../lib/preact.js';
import {kept, store} from './store.js';

export const keysAreOn = kept('keys', true);

// Set by the key that searches, until the field to search in has the focus: what is typed next belongs there.
export const searchIsWanted = store(false);

const bindings = new Map();
let prefix = '';
let forget = 0;

export function bind(key, told, action) {
  bindings.set(key, {told, action});
  return () => {
    if (bindings.get(key)?.action === action) bindings.delete(key);
  };
}

export function useKey(key, told, action) {
  useLayoutEffect(() => bind(key, told, action));
}

export const bound = () => [...bindings].map(([key, {told}]) => ({key, told}));

const isTyping = target =>
  target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
  || (target.tagName === 'INPUT' && !/^(checkbox|radio|range|button|submit)$/.test(target.type));

addEventListener('keydown', event => {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlain || !keysAreOn.get() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const binding = bindings.get(prefix + event.key);
  clearTimeout(forget);
  if (binding) {
    prefix = '';
    event.preventDefault();
    binding.action();
  } else if (event.key.length === 1) {
    prefix = [...bindings.keys()].some(key => key.startsWith(event.key + ' ')) ? event.key + ' ' : '';
    forget = setTimeout(() => { prefix = ''; }, 1500);
  }
});
