// A form made from a schema. Numbers stay as they are typed, to the last digit.
import {html} from '../lib/preact.js';
import {Exact} from '../server/json.js';
import {resolved} from '../server/description.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const kindOf = schema => [schema.type].flat().filter(type => type !== 'null')[0];
const withoutNull = schema => schema.anyOf ? schema.anyOf.find(each => each.type !== 'null') : schema;

// The value of what was typed; what cannot be one is thrown as a text that names the field.
export function valueOf(described, given, said, name = '') {
  const schema = withoutNull(resolved(described, given));
  if (said === undefined || said === '') return undefined;
  if (schema.oneOf) {
    const chosen = schema.oneOf.find(({title}) => title === said.case);
    if (!chosen) return undefined;
    const [property] = caseProperty(schema);
    return {[property]: said.case, ...valueOf(described, without(chosen, property), said.fields ?? {}, name)};
  }
  switch (kindOf(schema)) {
    case 'number':
    case 'integer':
      if (!NUMBER.test(said.trim())) throw new Error(`${name || 'it'} is a number, such as 12.50`);
      return new Exact(said.trim());
    case 'boolean':
      return said === true || said === 'true';
    case 'array':
      return said.map((each, i) => valueOf(described, schema.items, each, `${name} ${i + 1}`)).filter(each => each !== undefined);
    case 'object':
      return schema.properties
        ? Object.fromEntries(Object.entries(schema.properties).flatMap(([field, inner]) => {
          const value = valueOf(described, inner, said[field], name ? `${name}.${field}` : field);
          return value === undefined ? [] : [[field, value]];
        }))
        : json(said, name);
    case 'string':
      return said;
    default:
      return json(said, name);
  }
}

function json(said, name) {
  try {
    return JSON.parse(said, (_, value, context) => typeof value === 'number' ? new Exact(context?.source ?? String(value)) : value);
  } catch {
    throw new Error(`${name || 'it'} is JSON`);
  }
}

const caseProperty = schema => Object.entries(schema.oneOf[0].properties).find(([, {enum: names}]) => names?.length === 1);
const without = (schema, property) => ({...schema, properties: Object.fromEntries(Object.entries(schema.properties).filter(([name]) => name !== property))});

export function Fields({described, schema, said, onSay, required = []}) {
  return Object.entries(schema.properties ?? {}).map(([name, inner]) => html`
    <${Field} key=${name} name=${name} described=${described} schema=${inner} said=${said[name]}
      isRequired=${(schema.required ?? required).includes(name)} onSay=${value => onSay({...said, [name]: value})} />`);
}

function Field({name, described, schema: given, said, onSay, isRequired}) {
  const schema = withoutNull(resolved(described, given));
  const label = html`<span>${words(name)}${isRequired ? '' : html` <small>may be left out</small>`}</span>`;
  const attributes = {name, required: isRequired, onInput: event => onSay(event.target.value), value: said ?? ''};
  if (schema.enum) {
    return html`<label class="field">${label}<select ...${attributes}><option value=""></option>
      ${schema.enum.map(each => html`<option key=${each} value=${each}>${each}</option>`)}</select></label>`;
  }
  if (schema.oneOf) {
    const [property] = caseProperty(schema);
    const chosen = schema.oneOf.find(({title}) => title === said?.case);
    return html`<fieldset class="fieldset"><legend>${words(name)}</legend>
      <label class="field"><span>${words(property)}</span>
        <select required=${isRequired} value=${said?.case ?? ''} onChange=${event => onSay({case: event.target.value, fields: {}})}><option value=""></option>
          ${schema.oneOf.map(({title}) => html`<option key=${title} value=${title}>${title}</option>`)}</select></label>
      ${chosen && html`<${Fields} described=${described} schema=${without(chosen, property)} said=${said.fields} onSay=${fields => onSay({...said, fields})} />`}
    </fieldset>`;
  }
  switch (kindOf(schema)) {
    case 'number':
    case 'integer':
      return html`<label class="field">${label}<input ...${attributes} inputmode="decimal" autocomplete="off" placeholder=${schema.type === 'integer' ? '0' : '0.00'} /></label>`;
    case 'boolean':
      return html`<label class="check"><input type="checkbox" checked=${said === true} onChange=${event => onSay(event.target.checked)} /> ${words(name)}</label>`;
    case 'array':
      return html`<${Several} name=${name} described=${described} schema=${schema} said=${said ?? []} onSay=${onSay} />`;
    case 'object':
      if (schema.properties) {
        return html`<fieldset class="fieldset"><legend>${words(name)}</legend>
          <${Fields} described=${described} schema=${schema} said=${said ?? {}} onSay=${onSay} /></fieldset>`;
      }
      return html`<label class="field">${label}<textarea rows="3" ...${attributes} placeholder="{}"></textarea><small>JSON</small></label>`;
    case 'string':
      return html`<label class="field">${label}<input ...${attributes} autocomplete="off"
        type=${schema.format === 'date' ? 'date' : 'text'} placeholder=${schema.format === 'date-time' ? '1993-12-31T12:00:00Z' : ''} /></label>`;
    default:
      return html`<label class="field">${label}<textarea rows="3" ...${attributes}></textarea><small>${schema.description ?? ''} JSON</small></label>`;
  }
}

function Several({name, described, schema, said, onSay}) {
  return html`<fieldset class="fieldset"><legend>${words(name)}</legend>
    ${said.map((each, i) => html`<div class="line" key=${i}><div class="grow">
      <${Field} name=${`${name} ${i + 1}`} described=${described} schema=${schema.items} said=${each} isRequired=${true}
        onSay=${value => onSay(said.with(i, value))} /></div>
      <button type="button" aria-label=${`Take out ${name} ${i + 1}`} onClick=${() => onSay(said.toSpliced(i, 1))}>−</button></div>`)}
    <button type="button" onClick=${() => onSay([...said, undefined])}>Add one</button></fieldset>`;
}

export const words = name => {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced[0].toUpperCase() + spaced.slice(1);
};
