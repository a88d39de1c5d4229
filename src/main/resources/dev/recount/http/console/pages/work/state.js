// How something stands that follows the log, and the buttons that have it rest and go on.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {duration} from '../../place/time.js';
import {Action} from '../../parts/dialog.js';
import {Badge} from '../../parts/notices.js';

const KINDS = {RUNNING: 'good', DONE: 'good', PAUSED: 'warn', UNKNOWN: 'warn', NOT_BEGUN: 'plain', COPYING: 'accent', CLOSING: 'accent', FAILED: 'bad'};

export const State = ({state}) => html`<${Badge} kind=${KINDS[state]}>${state.toLowerCase().replaceAll('_', ' ')}</${Badge}>`;

export const behind = lag => !lag ? '' : Number(lag.events) === 0 ? 'nothing'
  : `${Number(lag.events).toLocaleString('en')} events, ${duration(Number(lag.seconds))}`;

// acts: {name, title, says, danger}, of which a click opens the dialog.
export function Acts({of, acts, done, label, query = {}}) {
  const [chosen, setChosen] = useState(null);
  return html`
    ${acts.map(act => html`<button type="button" key=${act.title} aria-label=${label ? `${act.title} ${label}` : undefined}
      onClick=${() => setChosen(act)}>${act.title}</button>`)}
    ${chosen && html`<${Action} title=${chosen.title} says=${chosen.says} danger=${chosen.danger} needsReason=${false}
      target=${target([...of, ...chosen.name], query)} done=${done} onClose=${() => setChosen(null)} />`}`;
}

export const rest = (what, state) => state === 'PAUSED' || state === 'FAILED'
  ? {name: ['resume'], title: 'Resume', says: `${what} goes on where it stands.`}
  : {name: ['pause'], title: 'Pause', says: `${what} rests until it is resumed, over restarts too. Nothing is lost: it goes on where it stands.`};
