// The processes of a kind: those that run, wait, are stuck or have ended.
import {html} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useFollowing, usePages} from '../../server/asking.js';
import {change, link, useAddress} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {EventLink} from '../../parts/links.js';
import {Badge, Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page} from '../../parts/page.js';
import {Table} from '../../parts/table.js';

const STATES = [['', 'All'], ['running', 'Running'], ['waiting', 'Waiting'], ['stuck', 'Stuck'], ['ended', 'Ended']];
const KINDS = {RUNNING: 'accent', WAITING: 'plain', STUCK: 'bad', ENDED: 'good'};
const NONE = {
  '': ['No process of this kind yet', 'It begins with the first event that concerns it.'],
  running: ['None runs', 'Those that wait for the answer to a command are here.'],
  waiting: ['None waits', 'Those that wait for an event or a timer are here.'],
  stuck: ['None is stuck', 'Those that wait for a person are here.'],
  ended: ['None has ended yet', 'Those that have come to their end are here.'],
};
const PAGE = 200;

export function Instances({type}) {
  const {query: {state = ''}} = useAddress();
  const rows = usePages(target(['processes', type], {state, limit: PAGE}), 'rows');
  useFollowing(event => event.stream.startsWith(`${type}/`), () => rows.rows.length <= PAGE && rows.again(), 5_000);
  const href = row => link(['work', 'processes', type, row.id]);
  const name = {name: 'id', title: 'Process', cell: row => html`<a href=${href(row)}>${row.id}</a>`};
  const status = {name: 'status', title: 'State', width: '110px', cell: row => html`<${Badge} kind=${KINDS[row.status]}>${row.status.toLowerCase()}</${Badge}>`};
  const since = {name: 'since', title: 'Since (UTC)', width: '215px', cell: row => shown(row.since)};
  const columns = state === 'stuck'
    ? [name, status, {name: 'event', title: 'At', cell: row => html`<${EventLink} event=${row.event} />`},
      {name: 'error', title: 'Error', width: 'minmax(220px, 2fr)', cell: row => html`<span title=${row.error}>${row.error}</span>`}, since]
    : [name, status, since, {name: 'answers', title: 'Awaits answers to', cell: row => row.answers.join(', ')},
      {name: 'timers', title: 'Timers', cell: row => row.timers.join(', ')}, {name: 'undoing', title: 'Undoing', width: '100px', cell: row => row.undoing ? 'yes' : ''}];
  return html`
    <${Page} ofNow title=${type} path=${[{href: link(['work']), text: 'Work'}]} lead="Processes of this kind, as they stand now.">
      <div class="chips section-below" role="group" aria-label="State">${STATES.map(([value, title]) => html`
        <button type="button" class="chip" key=${value} aria-pressed=${value === state} onClick=${() => change({state: value})}>${title}</button>`)}</div>
      ${rows.problem && html`<${ProblemNotice} problem=${rows.problem} again=${rows.again} />`}
      ${!rows.isAsked && html`<${Waiting} what="the processes" />`}
      ${rows.isAsked && !rows.problem && (rows.rows.length === 0
        ? html`<${Empty} title=${NONE[state]?.[0]}>${NONE[state]?.[1]}</${Empty}>`
        : html`<${Table} label=${`Processes of the kind ${type}`} rows=${rows.rows} columns=${columns} rowKey=${row => row.id + (row.event ?? '')} href=${href}
          isMore=${rows.next !== null} onMore=${rows.more} foot=${rows.next ? `${rows.rows.length} so far; more come as you go on` : `${rows.rows.length} in all`} />`)}
    </${Page}>`;
}
