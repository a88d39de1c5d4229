// The overview: whether all is well, how busy the server is, and what has just happened.
import {html, useEffect, useState} from '../lib/preact.js';
import {useAnswer} from '../server/asking.js';
import {may, useCaller} from '../server/caller.js';
import {isAnswered, useDescription} from '../server/description.js';
import {live} from '../server/live.js';
import {useStore} from '../place/store.js';
import {link, useAddress} from '../place/address.js';
import {ago, duration, shown} from '../place/time.js';
import {Badge, Empty, ProblemNotice, Waiting} from '../parts/notices.js';
import {Page, Section} from '../parts/page.js';
import {Measurements} from './measurements.js';

const EVERY_MS = 15_000;

// Asks anew at intervals, while somebody looks.
export function useRepeated(target, every = EVERY_MS) {
  const answer = useAnswer(target);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && answer.again(), every);
    return () => clearInterval(timer);
  }, [answer.again, every]);
  return answer;
}

export default function Overview() {
  const who = useCaller();
  const described = useDescription();
  const operates = may(who, 'operate') && isAnswered(described, 'GET /admin/views');
  const handlers = useRepeated(operates ? '/admin/handlers' : null);
  return html`
    <${Page} ofNow title="Overview" lead="What the server does now.">
      <div class="tiles">
        <${Health} />
        ${operates && html`<${Work} handlers=${handlers} />`}
        <${Seals} />
      </div>
      ${operates && isAnswered(described, 'GET /admin/measurements') && html`<${Measurements} />`}
      ${operates && html`<${Readers} handlers=${handlers} />`}
      ${may(who, 'subscribe') && html`<${Recent} />`}
      ${!operates && html`<p class="hint section">Views, handlers and measurements are told to those who operate the server${described.isAsked && !isAnswered(described, 'GET /admin/views') ? ', at the port of the management' : ''}.</p>`}
    </${Page}>`;
}

export const Tile = ({label, value, unit, more, kind}) => html`
  <div class="tile"><p class="tile-label">${label}</p>
    <p class="tile-value">${value}${unit && html` <small>${unit}</small>`}</p>
    <p class=${kind ? `tile-more tile-${kind}` : 'tile-more'}>${more}</p></div>`;

function Health() {
  const ready = useRepeated('/health/ready');
  if (!ready.isAsked) return html`<${Tile} label="Health" value="…" />`;
  const checks = Object.entries(ready.body?.checks ?? ready.problem?.document?.checks ?? {});
  const bad = checks.filter(([, said]) => said !== 'ok');
  if (ready.problem?.status === 404) return html`<${Tile} label="Health" value="Not told" more="at this port" />`;
  return ready.problem
    ? html`<${Tile} label="Health" value="Not ready" kind="bad" more=${bad.map(([name, said]) => `${name}: ${said}`).join('; ') || ready.problem.message} />`
    : html`<${Tile} label="Health" value="Ready" kind="good" more=${`${checks.length} checks passed`} />`;
}

function Work({handlers}) {
  const damaged = useRepeated('/admin/damaged-streams');
  const cluster = useRepeated('/admin/cluster');
  const all = handlers.body?.handlers ?? [];
  const parked = all.reduce((sum, {parked: count = 0}) => sum + Number(count), 0);
  const pending = all.reduce((sum, {pending: count = 0}) => sum + Number(count), 0);
  const nodes = cluster.body?.nodes ?? [];
  const away = nodes.filter(({reachable}) => !reachable).length;
  const streams = damaged.body?.streams?.length ?? 0;
  return html`
    <${Tile} label="Parked work" value=${handlers.body ? parked : '…'} kind=${parked > 0 ? 'bad' : 'good'} more=${handlers.body && (parked > 0 ? 'waits for a person' : 'nothing waits for a person')} />
    <${Tile} label="Pending work" value=${handlers.body ? pending : '…'} more="of handlers, after a failure" />
    <${Tile} label="Damaged streams" value=${damaged.body ? streams : '…'} kind=${streams > 0 ? 'bad' : 'good'} more=${damaged.body && (streams > 0 ? 'are not as they were stored' : 'all are as they were stored')} />
    <${Tile} label="Nodes" value=${cluster.body ? nodes.length : '…'} kind=${away > 0 ? 'bad' : 'good'} more=${cluster.body && (away > 0 ? `${away} not reachable` : 'all reachable')} />`;
}

function Seals() {
  const seal = useRepeated('/seal');
  if (seal.problem) return null;
  const events = (seal.body?.trees ?? []).filter(({entries}) => entries === 'events');
  if (seal.body && events.length === 0) return html`<${Tile} label="Seal" value="Off" more="Nothing is sealed here" />`;
  const oldest = events.map(({signed}) => signed).filter(Boolean).sort()[0];
  const size = events.reduce((sum, tree) => sum + Number(tree.size ?? 0), 0);
  return html`<${Tile} label="Last checkpoint" value=${seal.body ? oldest ? ago(oldest) : 'None yet' : '…'} more=${`${size.toLocaleString('en')} events sealed`} />`;
}

const STATES = {RUNNING: 'good', PAUSED: 'warn', FAILED: 'bad', UNKNOWN: 'warn'};

function Readers({handlers}) {
  const views = useRepeated('/admin/views');
  if (views.problem) return html`<${ProblemNotice} problem=${views.problem} again=${views.again} />`;
  if (!views.body || !handlers.body) return html`<${Waiting} what="views and handlers" />`;
  const rows = [
    ...views.body.views.map(view => ({kind: 'View', name: view.view, href: link(['views', view.view]), state: view.state, lag: view.live?.lag, more: view.live?.failure?.message ?? view.problem ?? (view.building ? 'is being built anew' : '')})),
    ...handlers.body.handlers.map(handler => ({kind: 'Handler', name: handler.handler, state: handler.state, lag: handler.lag, more: handler.lastError ?? handler.problem ?? (Number(handler.pending) > 0 ? `${handler.pending} pending` : '')})),
  ];
  return html`
    <${Section} id="readers" title="Views and handlers">
      ${rows.length === 0 ? html`<${Empty} title="No views and no handlers">The domains of this server have none.</${Empty}>` : html`
      <div class="table-box"><table class="plain">
        <thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">State</th><th scope="col" class="number">Behind by</th><th scope="col">Note</th></tr></thead>
        <tbody>${rows.map(row => html`<tr key=${row.kind + row.name}>
          <td>${row.href ? html`<a href=${row.href}>${row.name}</a>` : row.name}</td><td>${row.kind}</td>
          <td><${Badge} kind=${STATES[row.state] ?? 'plain'}>${row.state.toLowerCase()}</${Badge}></td>
          <td class="number">${row.lag ? Number(row.lag.events) === 0 ? 'nothing' : `${row.lag.events} events, ${duration(Number(row.lag.seconds))}` : ''}</td>
          <td>${row.more}</td></tr>`)}</tbody>
      </table></div>`}
    </${Section}>`;
}

function Recent() {
  const {events, state} = useStore(live);
  const {at} = useAddress();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(before => before + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  return html`
    <${Section} id="recent" title="As it happens">
      ${events.length === 0 ? html`<${Empty} title=${at ? 'The log is not followed while you look at the past' : state === 'away' ? 'The log cannot be followed now' : 'Nothing has happened since you opened this page'}>
          New events come here by themselves.</${Empty}>` : html`
      <div class="table-box"><table class="plain">
        <thead><tr><th scope="col">When</th><th scope="col">Stream</th><th scope="col">Event</th><th scope="col">By</th></tr></thead>
        <tbody>${events.slice(0, 15).map(event => html`<tr key=${event.id}>
          <td title=${shown(event.recorded)}>${ago(event.recorded)}</td>
          <td><a href=${link(['streams', ...event.stream.split('/')])}>${event.stream}</a></td>
          <td>${event.type.split('.').slice(1).join('.')}</td><td>${event.principal}</td></tr>`)}</tbody>
      </table></div>`}
    </${Section}>`;
}
