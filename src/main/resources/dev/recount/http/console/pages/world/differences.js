// The decisions that are others in a world than on record.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {usePages} from '../../server/asking.js';
import {change, useAddress} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {Dialog} from '../../parts/dialog.js';
import {EventLink, eventName, StreamLink} from '../../parts/links.js';
import {Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {Table} from '../../parts/table.js';
import {fields, short, Tree} from '../../parts/tree.js';

const PAGE = 200;
export const CHANGES = {
  ACCEPTED: 'accepted, and rejected on record',
  REJECTED: 'rejected, and accepted on record',
  OTHER_REASON: 'rejected for another reason',
  OTHER_EVENTS: 'accepted with other events',
  DROPPED: 'not sent any more',
  ADDED: 'sent here alone',
  EDITED: 'put in by the question',
  CAUSED: 'done because of a corrected event',
};

const told = side => side === undefined ? '' : side.outcome === 'rejected' ? `rejected: ${side.reason}`
  : side.outcome === 'accepted' ? (side.events ?? []).map(({type}) => eventName(type)).join(', ') || 'no event' : side.outcome;

export function Differences({id}) {
  const {query: {command, change: kind, streams}} = useAddress();
  const rows = usePages(target(['admin', 'worlds', id, 'differences'], {command, change: kind, streams, limit: PAGE}), 'differences');
  const [open, setOpen] = useState(null);
  const chosen = Object.entries({command, change: kind, streams}).filter(([, value]) => value);
  return html`
    <${Section} id="differences" title="Decision by decision" actions=${chosen.map(([name, value]) => html`
        <button type="button" class="chip" key=${name} title="Take it out" onClick=${() => change({[name]: ''})}>${value.toLowerCase().replaceAll('_', ' ')} ✕</button>`)}>
      ${rows.problem && html`<${ProblemNotice} problem=${rows.problem} again=${rows.again} />`}
      ${!rows.isAsked && html`<${Waiting} what="the differences" />`}
      ${rows.isAsked && !rows.problem && (rows.rows.length === 0 ? html`<${Empty} title="None is so">Take a filter out.</${Empty}>`
        : html`<${Table} label="Differences" rows=${rows.rows} rowKey=${row => String(row.number)} onOpen=${setOpen} isMore=${rows.next !== null} onMore=${rows.more}
          foot="A row tells all of a difference." columns=${[
            {name: 'stream', title: 'Stream', cell: row => html`<${StreamLink} stream=${row.stream} version=${row.version} />`},
            {name: 'time', title: 'Time (UTC)', width: '205px', cell: row => shown(row.command?.time)},
            {name: 'command', title: 'Command', width: 'minmax(200px, 1.5fr)', cell: row => html`<button type="button" class="quiet cell-button" onClick=${() => setOpen(row)}>${row.command?.name}</button> <small>${fields(row.command?.data, 60)}</small>`},
            {name: 'recorded', title: 'On record', cell: row => told(row.recorded)},
            {name: 'other', title: 'In this world', width: 'minmax(170px, 1fr)', cell: row => told(row.other)},
          ]} />`)}
      ${open && html`<${One} one=${open} onClose=${() => setOpen(null)} />`}
    </${Section}>`;
}

function One({one, onClose}) {
  return html`
    <${Dialog} title=${`${one.command?.name} to ${one.stream}`} onClose=${onClose} wide>
      <dl class="facts"><dt>In this world</dt><dd>${CHANGES[one.change] ?? one.change}</dd>
        <dt>On record</dt><dd>version <${EventLink} event=${`${one.stream}@${one.version}`} />, ${shown(one.command?.time)}, by ${one.command?.principal}</dd>
        ${one.command?.rules && html`<dt>Rules</dt><dd><code>${one.command.rules}</code></dd>`}</dl>
      ${one.command?.data && html`<h3>What was asked</h3><${Tree} value=${one.command.data} label="Command" />`}
      <div class="pair"><div><h3>On record</h3><${Side} side=${one.recorded} /></div><div><h3>In this world</h3><${Side} side=${one.other} /></div></div>
      ${(one.state ?? []).length > 0 && html`<h3>The state in this world, against that on record</h3>
        <div class="table-box"><table class="plain"><thead><tr><th scope="col">Place</th><th scope="col">Here</th></tr></thead>
          <tbody>${one.state.map((step, i) => html`<tr key=${i}><td><code>${step.path || '/'}</code></td><td>${step.op === 'remove' ? 'not there' : short(step.value)}</td></tr>`)}</tbody></table></div>`}
    </${Dialog}>`;
}

function Side({side}) {
  if (!side) return html`<p>nothing</p>`;
  if (side.outcome === 'rejected') return html`<p><code>${side.reason}</code></p><p>${side.message}</p>`;
  return html`${(side.events ?? []).map((event, i) => html`<div key=${i}><b>${eventName(event.type)}</b><${Tree} value=${event.data ?? {}} label=${eventName(event.type)} /></div>`)}
    ${(side.events ?? []).length === 0 && html`<p>${side.outcome === 'accepted' ? 'Accepted, with no event' : side.outcome}</p>`}`;
}
