// What was decided, in words: one decision, and all of a conversation as an outline.
import {html} from '../../lib/preact.js';
import {shown} from '../../place/time.js';
import {EventLink, StreamLink} from '../../parts/links.js';
import {Badge} from '../../parts/notices.js';
import {Tree} from '../../parts/tree.js';
import {agentName, outcomeOf} from './graph.js';

export function One({decision}) {
  const {stream, command, outcome, reason, message, events = [], firstVersion, principal, causation, time, recorded, rules} = decision;
  const isRejected = outcome === 'rejected';
  return html`
    <div class="section-head"><h2>${command?.name ?? 'A command'} ${isRejected && html`<${Badge} kind="bad">rejected</${Badge}>`}</h2></div>
    <dl class="facts">
      <dt>Stream</dt><dd><${StreamLink} stream=${stream} version=${isRejected ? undefined : firstVersion} /></dd>
      ${isRejected ? html`<dt>Reason</dt><dd><code>${reason}</code></dd><dt>Said</dt><dd>${message}</dd>`
        : html`<dt>Events</dt><dd>${events.length === 0 ? 'none' : html`<ul>${events.map((event, i) => html`<li key=${i}><${EventLink} event=${`${stream}@${event.version}`} /> <b>${event.type.split('.').slice(1).join('.')}</b></li>`)}</ul>`}</dd>`}
      <dt>By</dt><dd>${agentName(principal)}${(principal ?? '').startsWith('handler:') ? ', a handler' : ''}</dd>
      ${causation && html`<dt>Because of</dt><dd><${EventLink} event=${causation} /></dd>`}
      <dt>Happened</dt><dd>${shown(time)}</dd>
      <dt>Recorded</dt><dd>${shown(recorded)}</dd>
      ${rules && html`<dt>Rules</dt><dd><code>${rules}</code></dd>`}
    </dl>
    ${command?.data && html`<h3>What was asked</h3><${Tree} value=${command.data} label="Command" />`}`;
}

export const Outline = ({tree}) => html`<ul class="outline">${tree.roots.map(root => html`<li key=${root.key}><${Agent} node=${root} /></li>`)}</ul>`;

const Agent = ({node: {principal, because, children}}) => html`
  <span>${(principal ?? '').startsWith('handler:') ? html`The handler <b>${agentName(principal)}</b>` : html`<b>${principal}</b>`}${because && html`, because of <${EventLink} event=${because} />,`} sent</span>
  <ul>${children.map(node => html`<li key=${node.key}>
    <b>${node.decision.command?.name ?? 'a command'}</b> to <${StreamLink} stream=${node.decision.stream} version=${node.decision.firstVersion} />${' '}
    ${node.decision.outcome === 'rejected' ? html`<${Badge} kind="bad">rejected: ${node.decision.reason}</${Badge}>` : html`<span class="hint">→ ${outcomeOf(node.decision)}</span>`}
    ${node.children.length > 0 && html`<ul>${node.children.map(child => html`<li key=${child.key}><${Agent} node=${child} /></li>`)}</ul>`}</li>`)}</ul>`;
