// A correction to be made: of which event, how it is to be read, and what would come of it.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {usePages} from '../../server/asking.js';
import {schemaOf, useDescription} from '../../server/description.js';
import {shown} from '../../place/time.js';
import {Action} from '../../parts/dialog.js';
import {Fields, valueOf} from '../../parts/form.js';
import {eventName} from '../../parts/links.js';
import {Badge, ProblemNotice, Waiting} from '../../parts/notices.js';
import {fields} from '../../parts/tree.js';
import {Impact} from './impact.js';

const WAYS = [
  ['instead', 'It was something else'],
  ['never', 'It never happened'],
  ['after', 'Something is missing after it'],
];
const PAGE = 200;

export function Propose({type, id, version, state, done}) {
  const described = useDescription();
  const events = usePages(target(['streams', type, id, 'events'], {limit: PAGE}), 'events');
  const [chosen, setChosen] = useState(null);
  const [way, setWay] = useState('instead');
  const [name, setName] = useState('');
  const [said, setSaid] = useState({});
  const [wrong, setWrong] = useState(null);
  const [draft, setDraft] = useState(null);
  const names = eventsOf(described, type);
  const event = events.rows.find(each => each.id === chosen);

  function choose(each) {
    setChosen(each.id);
    take(way === 'after' ? names[0] : eventName(each.type), way === 'after' ? {} : each.data);
  }

  function take(taken, data) {
    setName(taken);
    setWrong(null);
    setSaid(Object.fromEntries(Object.entries(data ?? {}).map(([field, value]) => [field, sayable(value)])));
  }

  function look(submitted) {
    submitted.preventDefault();
    try {
      const read = way === 'never' ? [] : [{event: name, data: valueOf(described, schemaOf(described, `${type}.event.${name}`), said) ?? {}}];
      setDraft({[way === 'after' ? 'after' : 'version']: Number(event.version), read});
      setWrong(null);
    } catch (unfit) {
      setWrong({status: 400, message: unfit.message});
    }
  }

  const schema = schemaOf(described, `${type}.event.${name}`);
  const correcting = target(['streams', type, id, 'corrections']);
  return html`
    <form class="columns" onSubmit=${look}>
      <fieldset class="fieldset"><legend>Which event</legend>
        ${events.problem && html`<${ProblemNotice} problem=${events.problem} again=${events.again} />`}
        ${!events.isAsked && html`<${Waiting} what="its events" />`}
        <div class="choice" role="radiogroup" aria-label="Which event">${events.rows.filter(each => !each.type.includes('.recount.')).map(each => html`
          <label key=${each.id}><input type="radio" name="event" checked=${each.id === chosen} onChange=${() => choose(each)} />
            <span><b>${eventName(each.type)}</b> <small>version ${each.version}, ${shown(each.time)}</small> ${each.correctedby && html`<${Badge} kind="warn">corrected</${Badge}>`}
              <span class="one-line">${fields(each.data)}</span></span></label>`)}</div>
        ${events.next && html`<p class="buttons"><button type="button" onClick=${events.more}>More events</button></p>`}
      </fieldset>
      <fieldset class="fieldset"><legend>How it is to be read</legend>
        ${!event ? html`<p class="hint">Choose an event first.</p>` : html`
          <div class="stack">
            <p><b>${eventName(event.type)}</b>, version ${event.version}, of ${shown(event.time)}</p>
            <div class="choices" role="radiogroup" aria-label="How it is to be read">${WAYS.map(([value, title]) => html`<label class="check" key=${value}>
              <input type="radio" name="way" checked=${value === way} onChange=${() => { setWay(value); take(value === 'after' ? names[0] : eventName(event.type), value === 'after' ? {} : event.data); }} /> ${title}</label>`)}</div>
            ${way !== 'never' && html`
              <label class="field"><span>Event</span><select value=${name} onChange=${changed => take(changed.target.value, {})}>
                ${names.map(each => html`<option key=${each} value=${each}>${each}</option>`)}</select></label>
              <div class="stack" key=${name + chosen + way}>${schema && html`<${Fields} described=${described} schema=${schema} said=${said} onSay=${setSaid} />`}</div>`}
            ${wrong && html`<${ProblemNotice} problem=${wrong} />`}
            <p class="buttons"><button type="submit" class="primary">See what would come of it</button></p>
            <p class="hint">Nothing is stored yet.</p>
          </div>`}
      </fieldset>
    </form>
    ${draft && html`<${Action} title="Correct it" wide says=${sentence(draft, event)} target=${correcting} headers=${{'If-Match': `"${version}"`}}
      body=${why => ({...draft, reason: why})} done=${done} onClose=${() => setDraft(null)}
      preview=${html`<${Impact} asked=${{method: 'POST', target: correcting, body: {...draft, reason: 'to be looked at'}}} state=${state} />`} />`}`;
}

const eventsOf = ({schemas}, type) => Object.keys(schemas).filter(each => each.startsWith(`${type}.event.`)).map(each => each.slice(`${type}.event.`.length));

// A value as a form has it: numbers as they are written, and what has no fields of its own as JSON.
function sayable(value) {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(sayable);
  if (typeof value === 'object' && value.constructor === Object) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sayable(each)]));
  return typeof value === 'boolean' ? value : String(value);
}

function sentence({after, read}, event) {
  const what = `${eventName(event.type)}, version ${event.version},`;
  if (after !== undefined) return `After ${what} there is one more event from now on: ${read[0].event} ${fields(read[0].data)}. It is stored as a correction, at the stream's next version.`;
  return read.length === 0
    ? `From now on it is read as if ${what} had never happened. What is stored stays.`
    : `From now on ${what} is read as ${read[0].event} ${fields(read[0].data)}. What is stored stays.`;
}
