// Causes: the conversations, in which one thing led to another across streams, handlers and processes.
import {html, useMemo, useState} from '../lib/preact.js';
import {path as target} from '../server/api.js';
import {useAnswer} from '../server/asking.js';
import {useWhole} from '../server/whole.js';
import {go, link, useAddress} from '../place/address.js';
import {instant, shown, text} from '../place/time.js';
import {Empty, ProblemNotice, Waiting} from '../parts/notices.js';
import {Page, Section} from '../parts/page.js';
import {Table} from '../parts/table.js';
import {Conversation} from './cause/conversation.js';

export default function Causes({path}) {
  return path.length > 0 ? html`<${Conversation} id=${path[0]} key=${path[0]} />` : html`<${Search} />`;
}

const HOUR = 3_600_000;
const MOST = 2_000;

function Search() {
  const {at} = useAddress();
  const [said, setSaid] = useState('');
  const span = useAnswer(at ? null : '/log/timeline?buckets=10');
  const to = at ? instant(at) : Date.parse(span.body?.last ?? '') || Date.now();
  return html`
    <${Page} title="Causes" lead="A conversation is all that one request led to: commands, events, what handlers and processes did because of them.">
      <form class="filters" role="search" onSubmit=${event => { event.preventDefault(); if (said.trim()) go(['causes', said.trim()]); }}>
        <label class="field grow"><span>The id of a conversation, which all its events name</span>
          <input data-search type="search" value=${said} onInput=${event => setSaid(event.target.value)} autocomplete="off" spellcheck="false" /></label>
        <button type="submit" class="primary">Show it</button>
      </form>
      ${at || span.isAsked ? html`<${Latest} to=${to} key=${String(to)} />` : html`<${Waiting} what="the log's end" />`}
    </${Page}>`;
}

// The conversations of the hour before a time: those that went through more streams come first.
function Latest({to}) {
  const decisions = useWhole(target(['decisions'], {from: text(to - HOUR), to: text(to + 1)}), 'decisions', MOST);
  const found = useMemo(() => conversations(decisions.rows), [decisions.rows]);
  const href = row => link(['causes', row.id]);
  return html`
    <${Section} id="latest" title=${`Conversations of the hour before ${shown(text(Math.floor(to / 1000) * 1000))}`}>
      ${decisions.problem && html`<${ProblemNotice} problem=${decisions.problem} again=${decisions.again} />`}
      ${!decisions.isAsked && !decisions.problem && html`<${Waiting} what="the decisions" />`}
      ${decisions.isAsked && !decisions.problem && (found.length === 0
        ? html`<${Empty} title="Nothing was decided in that hour">Choose another time above, or name a conversation.</${Empty}>`
        : html`<${Table} label="Conversations" rows=${found} rowKey=${row => row.id} href=${href}
          foot=${decisions.isEnough ? `of the first ${MOST.toLocaleString('en')} decisions of that hour` : `${found.length} in all`}
          columns=${[
            {name: 'id', title: 'Conversation', cell: row => html`<a href=${href(row)}>${row.id}</a>`},
            {name: 'began', title: 'Began (UTC)', width: '215px', cell: row => shown(row.began)},
            {name: 'with', title: 'With', width: 'minmax(180px, 1.4fr)', cell: row => row.first},
            {name: 'streams', title: 'Streams', width: '90px', number: true, cell: row => row.streams.size},
            {name: 'decisions', title: 'Commands', width: '110px', number: true, cell: row => row.decisions},
            {name: 'rejected', title: 'Rejected', width: '100px', number: true, cell: row => row.rejected},
          ]} />`)}
    </${Section}>`;
}

function conversations(decisions) {
  const all = new Map();
  for (const decision of decisions) {
    const id = decision.correlation;
    if (!id) continue;
    if (!all.has(id)) all.set(id, {id, began: decision.time, first: `${decision.command?.name ?? 'a command'} to ${decision.stream}`, streams: new Set(), decisions: 0, rejected: 0});
    const one = all.get(id);
    one.streams.add(decision.stream);
    one.decisions += 1;
    if (decision.outcome === 'rejected') one.rejected += 1;
  }
  return [...all.values()].sort((one, other) => other.streams.size - one.streams.size || other.decisions - one.decisions);
}
