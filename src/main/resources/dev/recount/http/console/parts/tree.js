// A JSON value as a tree; what has changed in it is lit, with what was there before.
import {html} from '../lib/preact.js';
import {changes, isNumber, isObject, write} from '../server/json.js';
import {Badge} from './notices.js';

const LONGEST = 200;
const escaped = name => name.replaceAll('~', '~0').replaceAll('/', '~1');

// The tree of a value; `before`, where it is said, is what it is compared with.
export function Tree({value, before, label}) {
  const lit = before === undefined ? new Map() : changes(before, value);
  const gone = before === undefined ? [] : removed(before, value, lit);
  return html`
    <div class="tree" role="group" aria-label=${label}>
      <${Node} value=${value} pointer="" lit=${lit} />
      ${gone.map(({pointer, was}) => html`<p key=${pointer}><span class="tree-name">${pointer}</span> <del class="tree-before">${short(was)}</del></p>`)}
    </div>`;
}

function removed(before, after, lit) {
  return [...lit].filter(([pointer, was]) => was !== undefined && at(after, pointer) === undefined)
    .map(([pointer, was]) => ({pointer, was}));
}

function at(value, pointer) {
  return pointer.split('/').slice(1).reduce(
    (part, name) => isObject(part) ? part[name.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined, value);
}

function Node({name, value, pointer, lit, mark}) {
  const isLit = lit.has(pointer);
  const title = name === undefined ? '' : html`<span class="tree-name">${name}: </span>`;
  if (!isObject(value)) {
    return html`<span>${title}<span class=${isLit ? 'tree-lit' : ''}><${Leaf} value=${value} mark=${mark} /></span>${isLit && lit.get(pointer) !== undefined
      && html` <del class="tree-before"><span class="visually-hidden">before: </span>${short(lit.get(pointer))}</del>`}</span>`;
  }
  const isList = Array.isArray(value);
  const erased = new Set(value.erased ?? []);
  const masked = new Set(value.masked ?? []);
  const entries = Object.entries(value).filter(([key]) => isList || !['erased', 'masked'].includes(key) || !Array.isArray(value[key]));
  if (entries.length === 0) return html`<span>${title}<span class=${isLit ? 'tree-lit' : ''}>${isList ? 'empty list' : 'nothing in it'}</span></span>`;
  const list = html`<ul>${entries.map(([key, each]) => html`
    <li key=${key}><${Node} name=${key} value=${each} pointer=${`${pointer}/${escaped(key)}`} lit=${lit}
      mark=${erased.has(key) ? 'erased' : masked.has(key) ? 'masked' : undefined} /></li>`)}</ul>`;
  if (name === undefined) return list;
  return html`<details open=${entries.length <= 30}><summary class=${isLit ? 'tree-lit' : ''}><span class="tree-name">${name}</span> <small>${isList ? `${entries.length} in a list` : ''}</small></summary>${list}</details>`;
}

function Leaf({value, mark}) {
  if (mark) return html`<${Badge} kind=${mark === 'erased' ? 'bad' : 'warn'} title=${mark === 'erased' ? 'Of a person who was forgotten' : 'You may not see it'}>${mark}</${Badge}>`;
  if (isNumber(value)) return html`<span class="tree-number">${String(value)}</span>`;
  if (typeof value === 'string') return html`<span class="tree-text">${value === '' ? '""' : value}</span>`;
  return html`<span class="tree-word">${value === null ? 'none' : String(value)}</span>`;
}

// A value in a line.
export function short(value, longest = LONGEST) {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? 'none' : write(value);
  return text.length > longest ? text.slice(0, longest - 1) + '…' : text;
}

// The fields of an object in a line, plain ones first.
export const fields = (value, longest = LONGEST) => short(isObject(value)
  ? Object.entries(value).filter(([name]) => name !== 'erased' && name !== 'masked')
    .sort(([, one], [, other]) => isObject(one) - isObject(other))
    .map(([name, each]) => `${name} ${short(each, longest)}`).join(' · ')
  : value ?? '', longest);
