// A sequence diagram: who told whom what, from top to bottom. The same as a list stands below it.
import {html} from '../lib/preact.js';

const COLUMN = 200;
const HEAD = 52;
const STEP = 38;
const LONGEST_NAME = 25;
const LONGEST_TEXT = 30;
const LONGEST_NOTE = 26;

const shortened = (text, longest) => text.length > longest ? text.slice(0, longest - 1) + '…' : text;

// participants: names; steps: {from, to, text, isAnswer, isBad} or {over, text}, which name participants.
export function Sequence({participants, steps, label, item = step => step.text}) {
  const column = new Map(participants.map((name, i) => [name, COLUMN * (i + 0.5)]));
  const width = COLUMN * participants.length;
  const height = HEAD + STEP * (steps.length + 0.5);
  return html`
    <div class="stack">
      <div class="drawing" tabindex="0" role="region" aria-label=${`${label}, drawn; the list below says the same`}>
        <svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true" class="sequence">
          <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
            <path d="M0 0 8 4 0 8z" class="sequence-head" /></marker></defs>
          ${participants.map(name => html`<g key=${name}>
            <line x1=${column.get(name)} x2=${column.get(name)} y1=${HEAD - 12} y2=${height} class="sequence-life" />
            <rect x=${column.get(name) - COLUMN / 2 + 8} y="8" width=${COLUMN - 16} height="30" rx="6" class="sequence-box" />
            <text x=${column.get(name)} y="28" text-anchor="middle" class="sequence-name">${shortened(name, LONGEST_NAME)}<title>${name}</title></text>
          </g>`)}
          ${steps.map((step, i) => html`<${Step} key=${i} step=${step} y=${HEAD + STEP * (i + 0.7)} column=${column} />`)}
        </svg>
      </div>
      <details><summary>As a list</summary>
        <ol class="numbered">${steps.map((step, i) => html`<li key=${i}>${told(step)}: ${item(step)}</li>`)}</ol></details>
    </div>`;
}

const told = ({over, from, to, isAnswer}) => over !== undefined ? `${over} itself` : isAnswer ? `${from} answers ${to}` : `${from} to ${to}`;

function Step({step: {over, from, to, text, isAnswer, isBad}, y, column}) {
  if (over !== undefined || from === to) {
    const said = shortened(text, LONGEST_NOTE);
    const x = column.get(over ?? from);
    const width = Math.min(COLUMN - 6, 20 + 6.7 * said.length);
    return html`<g><rect x=${x - width / 2} y=${y - 14} width=${width} height="24" rx="4" class=${isBad ? 'sequence-note bad' : 'sequence-note'} />
      <text x=${x} y=${y + 3} text-anchor="middle" class="sequence-text">${said}<title>${text}</title></text></g>`;
  }
  const [x1, x2] = [column.get(from), column.get(to)];
  return html`<g class=${isBad ? 'sequence-step bad' : 'sequence-step'}>
    <line x1=${x1} x2=${x2} y1=${y + 4} y2=${y + 4} class=${isAnswer ? 'sequence-line answer' : 'sequence-line'} marker-end="url(#arrow)" />
    <text x=${(x1 + x2) / 2} y=${y - 3} text-anchor="middle" class="sequence-text">${shortened(text, LONGEST_TEXT)}<title>${text}</title></text></g>`;
}

const PARTICIPANT = /^\s*participant (\S+) as (.+)$/;
const MESSAGE = /^\s*(\S+?)(-->>|->>)(\S+?): (.*)$/;
const NOTE = /^\s*Note over (\S+?): (.*)$/;
const plain = text => text.replaceAll('#59;', ';').replaceAll('#35;', '#');

// Reads a sequence diagram of Mermaid, as the server writes it.
export function readMermaid(source) {
  const names = new Map();
  const steps = [];
  for (const line of source.split('\n')) {
    const participant = PARTICIPANT.exec(line);
    const message = MESSAGE.exec(line);
    const note = NOTE.exec(line);
    const name = key => names.get(key) ?? key;
    if (participant) names.set(participant[1], participant[2]);
    else if (message) {
      const [, from, arrow, to, text] = message;
      steps.push({from: name(from), to: name(to), text: plain(text), isAnswer: arrow === '-->>', isBad: text.startsWith('rejected')});
    } else if (note) steps.push({over: name(note[1]), text: plain(note[2])});
  }
  return {participants: [...names.values()], steps};
}
