// What is selected of a story: the state it led to, both ways to read it, its stored form with the proof of it.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {change} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {Answered, Badge, Empty} from '../../parts/notices.js';
import {Tree} from '../../parts/tree.js';
import {cause, conversation, nameOf} from './story.js';
import {Stored} from './stored.js';

const TABS = [
  {name: 'state', title: 'State', show: State},
  {name: 'both', title: 'Recorded | corrected', show: Both},
  {name: 'cause', title: 'Cause', show: Cause},
  {name: 'stored', title: 'Stored, proof', show: Stored},
];

let lastTab = 'state';

export function Detail(shown) {
  const {item} = shown;
  const [tab, setTab] = useState(lastTab);
  if (item.kind === 'rejection') return html`<div class="card"><${Rejection} ...${shown} /></div>`;
  const current = TABS.find(({name}) => name === tab);
  function choose(name) {
    lastTab = name;
    setTab(name);
  }
  function key(event) {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(current) + step + TABS.length) % TABS.length];
    choose(next.name);
    document.getElementById(`tab-${next.name}`).focus();
  }
  return html`
    <div class="card">
      <div class="section-head"><h2>${nameOf(item.entry)} <small>version ${item.version}</small></h2>
        <button type="button" class="quiet" title="Look at everything as it was then" onClick=${() => change({}, {at: item.time})}>As of then</button></div>
      <div class="tabs" role="tablist" aria-label="Of this event" onKeyDown=${key}>
        ${TABS.map(each => html`<button type="button" role="tab" key=${each.name} id=${`tab-${each.name}`} aria-controls="tab-panel"
          aria-selected=${each.name === tab} tabindex=${each.name === tab ? 0 : -1} onClick=${() => choose(each.name)}>${each.title}</button>`)}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby=${`tab-${tab}`}><${current.show} ...${shown} /></div>
    </div>`;
}

function State({item}) {
  return html`<${Tree} value=${item.entry.state} before=${item.before ?? {}} label="State, with what has changed" />`;
}

function Both({type, id, item}) {
  const corrections = useAnswer(target(['streams', type, id, 'corrections']));
  const recorded = useAnswer(target(['streams', type, id], {version: item.version, known: 'recorded'}));
  const corrected = useAnswer(target(['streams', type, id], {version: item.version}));
  return html`<${Answered} answer=${corrections} what="the corrections">${({corrections: made}) => made.length === 0
    ? html`<${Empty} title="Nothing of this stream was corrected">As recorded and as corrected it is the same.</${Empty}>`
    : html`<div class="stack">
      <div class="columns">
        <div><h3>As recorded</h3><${Answered} answer=${recorded}>${body => html`<${Tree} value=${body.state} label="As recorded" />`}</${Answered}></div>
        <div><h3>As corrected</h3><${Answered} answer=${corrected}>${body => html`
          <${Tree} value=${body.state} before=${recorded.body?.state} label="As corrected" />`}</${Answered}></div>
      </div>
      <h3>Its corrections</h3>
      <ul class="stack">${made.map(each => html`<li key=${each.version}>
        <${Badge} kind=${each.status === 'holds' ? 'good' : 'warn'}>${each.status}</${Badge}> version ${each.version} by ${each.principal}, ${shown(each.recorded)}: ${each.correction?.reason ?? each.reason}</li>`)}</ul>
    </div>`}</${Answered}>`;
}

function Cause({item: {entry}}) {
  return html`
    <dl class="facts">
      <dt>Command</dt><dd>${entry.command ? entry.command.name : 'not on record'}</dd>
      <dt>Asked by</dt><dd>${entry.principal}</dd>
      <dt>Conversation</dt><dd>${conversation(entry.correlation)}</dd>
      ${entry.causation && html`<dt>Because of</dt><dd>${cause(entry.causation)}</dd>`}
      <dt>Happened</dt><dd>${shown(entry.time)}</dd>
      <dt>Recorded</dt><dd>${shown(entry.recorded)}</dd>
      ${entry.rules && html`<dt>Rules</dt><dd><code>${entry.rules}</code></dd>`}
      ${entry.command && html`<dt>Command id</dt><dd><code>${entry.command.id}</code></dd>`}
      ${Object.entries(entry.meta ?? {}).map(([name, value]) => html`<dt key=${name}>${name}</dt><dd>${value}</dd>`)}
    </dl>
    ${entry.command?.data && html`<h3>What was asked</h3><${Tree} value=${entry.command.data} label="Command" />`}`;
}

function Rejection({item: {decision}}) {
  return html`
    <div class="section-head"><h2>${decision.command?.name ?? 'A command'} <${Badge} kind="bad">rejected</${Badge}></h2></div>
    <dl class="facts">
      <dt>Reason</dt><dd><code>${decision.reason}</code></dd>
      <dt>Said</dt><dd>${decision.message}</dd>
      <dt>Asked by</dt><dd>${decision.principal}</dd>
      <dt>Conversation</dt><dd>${conversation(decision.correlation)}</dd>
      ${decision.causation && html`<dt>Because of</dt><dd>${cause(decision.causation)}</dd>`}
      <dt>Decided</dt><dd>${shown(decision.recorded)}, at version ${decision.version ?? 'unknown'}</dd>
      ${decision.rules && html`<dt>Rules</dt><dd><code>${decision.rules}</code></dd>`}
    </dl>
    ${decision.command?.data && html`<h3>What was asked</h3><${Tree} value=${decision.command.data} label="Command" />`}`;
}
