// Corrections: how earlier events are to be read from now on. Those that were made, and making one.
import {html, useState} from '../lib/preact.js';
import {path as target} from '../server/api.js';
import {useWhole} from '../server/whole.js';
import {streamTypes, useDescription} from '../server/description.js';
import {may, useCaller} from '../server/caller.js';
import {go, link, useAddress} from '../place/address.js';
import {instant, shown} from '../place/time.js';
import {EventLink, eventName, streamOf} from '../parts/links.js';
import {Badge, Empty, ProblemNotice, Waiting} from '../parts/notices.js';
import {Page, Section} from '../parts/page.js';
import {OfStream} from './correction/of-stream.js';

export default function Corrections({path}) {
  return path.length >= 2 ? html`<${OfStream} type=${path[0]} id=${path[1]} key=${`${path[0]}/${path[1]}`} />` : html`<${All} />`;
}

const MOST = 500;
const KINDS = {'recount.Corrected': ['good', 'correction'], 'recount.Proposed': ['warn', 'proposal'], 'recount.Approved': ['accent', 'approval']};

function All() {
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  const who = useCaller();
  function open(event) {
    event.preventDefault();
    const stream = streamOf(said);
    if (stream) go(['corrections', stream.type, stream.id]);
    else setWrong('A stream is named by its type and its id, as in account/1276.');
  }
  return html`
    <${Page} title="Corrections" lead="A correction says how an earlier event of its stream is to be read from now on. What is stored stays as it is.">
      <form class="filters" onSubmit=${open}>
        <label class="field grow"><span>${may(who, 'correct') ? 'The stream that is to be corrected, as in account/1276' : 'The stream whose corrections you want to see, as in account/1276'}</span>
          <input data-search value=${said} aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${wrong ? 'wrong-stream' : undefined}
            onInput=${event => { setSaid(event.target.value); setWrong(''); }} autocomplete="off" spellcheck="false" />
          ${wrong && html`<small id="wrong-stream" class="wrong" role="alert">${wrong}</small>`}</label>
        <button type="submit" class="primary">Open it</button>
      </form>
      ${may(who, 'subscribe') && html`<${Made} />`}
    </${Page}>`;
}

function Made() {
  const described = useDescription();
  const {at} = useAddress();
  const types = streamTypes(described);
  const targets = types.map(type => target(['events'], {event: Object.keys(KINDS).map(kind => `${type}.${kind}`).join(','), limit: 500}));
  const events = useWhole(targets, 'events', MOST);
  const end = instant(at);
  const made = events.rows.filter(({recorded}) => end === null || Date.parse(recorded) <= end).sort((one, other) => other.recorded < one.recorded ? -1 : 1);
  return html`
    <${Section} id="made" title="Made so far">
      ${events.problem && html`<${ProblemNotice} problem=${events.problem} again=${events.again} />`}
      ${!events.problem && !events.isWhole && !events.isEnough && html`<${Waiting} what="the log to be looked through" />`}
      ${!events.problem && events.isWhole && made.length === 0 && html`<${Empty} title=${at ? 'Nothing had been corrected then' : 'Nothing was corrected yet'}>
        Open a stream above to say how one of its events is to be read.</${Empty}>`}
      ${made.length > 0 && html`<div class="table-box"><table class="plain">
        <thead><tr><th scope="col">Recorded (UTC)</th><th scope="col">Stream</th><th scope="col">What</th><th scope="col">By</th><th scope="col">Reason</th></tr></thead>
        <tbody>${made.map(event => html`<${Row} key=${event.id} event=${event} />`)}</tbody>
      </table></div>`}
      ${events.isEnough && html`<p class="hint">There are more than ${MOST}: these are the first. Those of one stream are all on its page.</p>`}
    </${Section}>`;
}

function Row({event}) {
  const stream = event.source.replace('/streams/', '');
  const [kind, name] = KINDS[eventName(event.type)] ?? ['plain', eventName(event.type)];
  return html`<tr><td><time>${shown(event.recorded)}</time></td>
    <td><a href=${link(['corrections', ...stream.split('/')])}>${stream}</a></td>
    <td><${Badge} kind=${kind}>${name}</${Badge}> <${EventLink} event=${event.id} /></td>
    <td>${event.principal}</td><td class="breakable">${event.data?.reason ?? ''}</td></tr>`;
}
