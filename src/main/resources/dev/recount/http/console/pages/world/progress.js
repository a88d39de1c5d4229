// A world's question in words, and how far it has come.
import {html} from '../../lib/preact.js';
import {Badge} from '../../parts/notices.js';

const STATES = {RUNNING: ['accent', 'is computed'], DONE: ['good', 'whole'], FAILED: ['bad', 'failed']};
const number = value => Number(value ?? 0).toLocaleString('en');

export function question({rules, mode, streams, from, to, known, without = [], instead = [], corrections = [], run = [], views = []}) {
  return [
    rules ? `by the rules ${rules}` : 'by the rules that are served',
    mode === 'counterfactual' ? 'what they decide happens' : 'each command on the state that it met',
    streams && `of ${streams}`,
    from && `from ${from}`,
    to && `to ${to}`,
    known && `as known at ${known}`,
    without.length > 0 && `without ${without.join(', ')}`,
    instead.length > 0 && `with ${instead.length} put in the place of others`,
    corrections.length > 0 && `with ${corrections.length} corrections`,
    run.length > 0 && `running ${run.join(', ')}`,
    views.length > 0 && `building ${views.join(', ')}`,
  ].filter(Boolean).join('; ');
}

export function Progress({world}) {
  const [kind, state] = STATES[world.state] ?? ['plain', world.state];
  return html`
    <p><${Badge} kind=${kind}>${state}</${Badge}> ${world.state === 'RUNNING'
      ? html`<progress class="progress" max=${Math.max(1, Number(world.total))} value=${Number(world.events)} aria-label=${`World ${world.id}`}></progress> <small>${number(world.events)} of ${number(world.total)} events</small>`
      : html`<small>${number(world.decided)} commands decided again, ${number(world.differences)} ${Number(world.differences) === 1 ? 'is another one' : 'are others'}</small>`}</p>
    ${world.problem && html`<p class="tile-bad">${world.problem}</p>`}`;
}
