// One handler: how it stands, the work it has still to do, and its timers.
import {html, useEffect, useRef} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {usePages} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {isAnswered, useDescription} from '../../server/description.js';
import {link} from '../../place/address.js';
import {ago, shown} from '../../place/time.js';
import {StreamLink} from '../../parts/links.js';
import {Answered, Badge, Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page, Section} from '../../parts/page.js';
import {Tile, useRepeated} from '../overview.js';
import {Acts, behind, rest, State} from './state.js';

const PAGE = 100;
const EVERY_MS = 5_000;

export function Handler({name}) {
  const handler = useRepeated(target(['admin', 'handlers', name]), EVERY_MS);
  const who = useCaller();
  const described = useDescription();
  const work = usePages(target(['admin', 'handlers', name, 'parked'], {limit: PAGE}), 'parked');
  const counts = handler.body && `${handler.body.pending} ${handler.body.parked}`;
  const before = useRef(null);
  useEffect(() => {
    if (counts && before.current && before.current !== counts) work.again();
    before.current = counts ?? before.current;
  }, [counts]);
  const again = () => {
    handler.again();
    work.again();
  };
  return html`
    <${Page} ofNow title=${name} path=${[{href: link(['work']), text: 'Work'}]} lead="A handler: it reacts to each event at least once, those of one stream in their order."
        actions=${handler.body && may(who, 'operate') && html`<${Acts} of=${['admin', 'handlers', name]} acts=${[rest(`The handler ${name}`, handler.body.state)]} done=${again} />`}>
      <${Answered} answer=${handler} what="the handler" notThere=${html`<${Empty} title="There is no such handler">The page Work lists those that there are.</${Empty}>`}>${body => html`
        <div class="tiles">
          <${Tile} label="State" value=${html`<${State} state=${body.state} />`} more=${body.problem ?? ''} />
          <${Tile} label="Behind by" value=${Number(body.lag?.events ?? 0).toLocaleString('en')} unit="events" more=${behind(body.lag)} />
          <${Tile} label="Pending" value=${String(body.pending ?? 0)} more="after a failure, or behind one" />
          <${Tile} label="Parked" value=${String(body.parked ?? 0)} kind=${Number(body.parked) > 0 ? 'bad' : 'good'} more=${Number(body.parked) > 0 ? 'waits for a person' : 'nothing waits for a person'} />
        </div>
        <${Pending} name=${name} work=${work} again=${again} mayAct=${may(who, 'operate')} />
        ${isAnswered(described, 'GET /admin/handlers/{handler}/timers') && html`<${Timers} name=${name} />`}`}</${Answered}>
    </${Page}>`;
}

const STATES = {PARKED: ['bad', 'parked'], RETRYING: ['accent', 'is tried again'], WAITING: ['plain', 'waits behind']};

function Pending({name, work, again, mayAct}) {
  return html`
    <${Section} id="pending" title="Work that is still to be done">
      ${work.problem && html`<${ProblemNotice} problem=${work.problem} again=${work.again} />`}
      ${!work.isAsked && html`<${Waiting} what="the work" />`}
      ${work.isAsked && !work.problem && (work.rows.length === 0
        ? html`<${Empty} title="All is done">What fails, and what comes behind it in its stream, waits here: first to be tried again, then for a person.</${Empty}>`
        : html`<ul class="stack">${work.rows.map(entry => html`<li class="card" key=${String(entry.id)}><${Entry} name=${name} entry=${entry} again=${again} mayAct=${mayAct} /></li>`)}</ul>
          ${work.next && html`<p class="buttons section-below"><button type="button" onClick=${work.more}>More</button></p>`}`)}
    </${Section}>`;
}

function Entry({name, entry, again, mayAct}) {
  const [type, id] = entry.stream.split('/');
  const [kind, state] = STATES[entry.state] ?? ['plain', entry.state];
  const what = entry.timer ? `the timer ${entry.timer}` : `${entry.type.split('.').slice(1).join('.')}, version ${entry.version},`;
  return html`
    <div class="section-head">
      <h3>${entry.timer ? `Timer ${entry.timer}` : entry.type.split('.').slice(1).join('.')} of <${StreamLink} stream=${entry.stream} version=${entry.version} /> <${Badge} kind=${kind}>${state}</${Badge}></h3>
      ${mayAct && entry.state !== 'WAITING' && html`<div class="section-actions"><${Acts} of=${['admin', 'handlers', name, 'parked', type, id]} label=${entry.stream} done=${again} acts=${[
        {name: ['retry'], title: 'Try again', says: `${name} tries ${what} of ${entry.stream} again now. Where it goes well, what waits behind it in its stream goes on.`},
      ]} />
      <${Drop} name=${name} entry=${entry} what=${what} again=${again} /></div>`}
    </div>
    ${entry.error && html`<pre class="stored" tabindex="0" aria-label="Error">${entry.error}</pre>`}
    <p class="hint">${entry.state === 'WAITING' ? 'It comes after what is before it in its stream.' : `Tried ${entry.attempts} ${Number(entry.attempts) === 1 ? 'time' : 'times'}`}, since <time>${shown(entry.since)}</time> (${ago(entry.since)})${
      entry.nextAttempt ? html`; the next try is at <time>${shown(entry.nextAttempt)}</time>` : ''}${entry.due ? html`; it was due at <time>${shown(entry.due)}</time>` : ''}.</p>`;
}

const Drop = ({name, entry, what, again}) => html`<${Acts} of=${['admin', 'handlers', name, 'parked', ...entry.stream.split('/')]} label=${entry.stream} done=${again}
  query=${{id: String(entry.id)}} acts=${[{name: ['drop'], title: 'Give up', danger: true,
    says: `${name} never reacts to ${what} of ${entry.stream}. The event stays as it is; what should have been done because of it is not done. What waits behind it goes on.`}]} />`;

function Timers({name}) {
  const timers = usePages(target(['admin', 'handlers', name, 'timers'], {limit: PAGE}), 'timers');
  if (timers.problem?.status === 404) return null;
  return html`
    <${Section} id="timers" title="Timers that wait">
      ${timers.problem && html`<${ProblemNotice} problem=${timers.problem} again=${timers.again} />`}
      ${!timers.isAsked && html`<${Waiting} what="the timers" />`}
      ${timers.isAsked && !timers.problem && (timers.rows.length === 0
        ? html`<${Empty} title="No timer waits">Those that the handler sets stand here until they are due.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Due</th><th scope="col">Timer</th><th scope="col">Stream</th></tr></thead>
          <tbody>${timers.rows.map(timer => html`<tr key=${timer.stream + timer.timer}>
            <td><time>${shown(timer.due)}</time> <small>${ago(timer.due)}</small></td><td>${timer.timer}</td><td><${StreamLink} stream=${timer.stream} version=${timer.version} /></td></tr>`)}</tbody>
        </table></div>
        ${timers.next && html`<p class="buttons section-below"><button type="button" onClick=${timers.more}>More</button></p>`}`)}
    </${Section}>`;
}
