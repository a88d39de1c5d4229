// The question to a view, as a form: conditions, groups and sums. It stands in the address.
import {html, useState} from '../../lib/preact.js';
import {change} from '../../place/address.js';
import {words} from '../../parts/form.js';
import {isNumeric} from './value.js';

export const PREFIX = 'where.';

const OPERATORS = [
  {name: '', title: 'is'},
  {name: '.lt', title: 'is less than', ordered: true},
  {name: '.lte', title: 'is at most', ordered: true},
  {name: '.gt', title: 'is more than', ordered: true},
  {name: '.gte', title: 'is at least', ordered: true},
  {name: '.in', title: 'is one of (a,b,c)'},
  {name: '.prefix', title: 'begins with'},
  {name: '.empty', title: 'is empty (true or false)'},
];

const titleOf = name => OPERATORS.findLast(each => name.endsWith(each.name)).title;
const fieldOf = name => name.replace(/\.(lt|lte|gt|gte|in|prefix|empty)$/, '');

export function Filters({view, filters, group, sum}) {
  const fields = Object.entries(view.fields).filter(([, form]) => !/JSON/i.test(form));
  const [field, setField] = useState(fields[0]?.[0] ?? '');
  const [operator, setOperator] = useState('');
  const [value, setValue] = useState('');
  const names = /^one of (.*)$/.exec(view.fields[field] ?? '')?.[1].split(', ');
  const numeric = fields.filter(([, form]) => isNumeric(form)).map(([name]) => name);

  function add(event) {
    event.preventDefault();
    change({[PREFIX + field + operator]: value});
    setValue('');
  }

  return html`
    <form class="filters" onSubmit=${add}>
      <label class="field"><span>Field</span><select value=${field} onChange=${event => { setField(event.target.value); setValue(''); }}>
        ${fields.map(([name]) => html`<option key=${name} value=${name}>${words(name)}</option>`)}</select></label>
      <label class="field"><span>Condition</span><select value=${operator} onChange=${event => setOperator(event.target.value)}>
        ${OPERATORS.map(each => html`<option key=${each.name} value=${each.name}>${each.title}</option>`)}</select></label>
      <label class="field"><span>Value</span>${names && operator === ''
        ? html`<select value=${value} required onChange=${event => setValue(event.target.value)}><option value=""></option>${names.map(each => html`<option key=${each} value=${each}>${each}</option>`)}</select>`
        : html`<input value=${value} required autocomplete="off" onInput=${event => setValue(event.target.value)} />`}</label>
      <button type="submit">Add the filter</button>
      <label class="field"><span>Group by</span><select value=${group} onChange=${event => change({group: event.target.value, sum: event.target.value ? sum : ''})}>
        <option value="">no group</option>${fields.map(([name]) => html`<option key=${name} value=${name}>${words(name)}</option>`)}</select></label>
      ${group && numeric.length > 0 && html`<label class="field"><span>Add up</span><select value=${sum} onChange=${event => change({sum: event.target.value})}>
        <option value="">nothing</option>${numeric.map(name => html`<option key=${name} value=${name}>${words(name)}</option>`)}</select></label>`}
    </form>
    ${Object.keys(filters).length > 0 && html`
      <ul class="chips" aria-label="Filters">${Object.entries(filters).map(([name, said]) => html`
        <li key=${name}><button type="button" class="chip" aria-pressed="true" title="Take it out" onClick=${() => change({[PREFIX + name]: ''})}>
          ${words(fieldOf(name))} ${titleOf(name).replace(/ \(.*\)/, '')} ${said} ✕</button></li>`)}</ul>`}`;
}
