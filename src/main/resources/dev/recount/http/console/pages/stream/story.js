// The story: what happened, what was rejected, who asked for it and why.
import {html} from '../../lib/preact.js';
import {link} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {Badge} from '../../parts/notices.js';
import {fields} from '../../parts/tree.js';

export function Story({items, selected, onSelect}) {
  function key(event) {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const button = event.target.closest?.('.story-button');
    if (!step || !button) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('.story-button')];
    const next = buttons[buttons.indexOf(button) + step];
    next?.focus();
    next?.click();
  }
  return html`<ol class="story" onKeyDown=${key}>${items.map(item => html`
    <${Item} key=${item.id} item=${item} isSelected=${item.id === selected} onSelect=${onSelect} />`)}</ol>`;
}

// The name of an event without its stream type, and without the server's own before it, as in account.recount.Corrected.
export const plainName = type => type.split('.').at(-1);

export const nameOf = entry => entry.events.length > 0
  ? entry.events.map(({type}) => plainName(type)).join(', ')
  : 'Nothing, as corrected';

function Item({item, isSelected, onSelect}) {
  const isEvent = item.kind === 'event';
  const isCorrected = isEvent && item.entry.events.some(({correctedby: by}) => by);
  const kind = isEvent ? isCorrected ? 'story-item story-corrected' : 'story-item' : 'story-item story-rejected';
  return html`
    <li class=${kind}>
      <span class="story-dot" aria-hidden="true"></span>
      <button type="button" class="story-button" aria-current=${isSelected ? 'true' : undefined} onClick=${() => onSelect(item.id)}>
        ${isEvent ? html`<${Happened} entry=${item.entry} isCorrected=${isCorrected} />` : html`<${Rejected} decision=${item.decision} />`}
      </button>
    </li>`;
}

function Happened({entry, isCorrected}) {
  const data = entry.events.map(event => fields(event.data)).join(' | ');
  const isOwn = entry.events.some(({type}) => type.split('.')[1] === 'recount');
  return html`
    <span class="story-name">${nameOf(entry)} ${isOwn && html`<${Badge} kind="accent" title="Of the server itself, which keeps it in the stream">of the server</${Badge}>`}${isCorrected && html`<${Badge} kind="warn">corrected</${Badge}>`}</span>
    <span class="story-version">${entry.version}</span>
    ${data && html`<span class="story-data">${data}</span>`}
    <span class="story-why"><time>${shown(entry.time)}</time> · ${entry.command ? `${plainName(entry.command.name)} by ${entry.principal}` : `by ${entry.principal}`}</span>`;
}

function Rejected({decision}) {
  return html`
    <span class="story-name">${decision.command?.name ?? 'A command'} <${Badge} kind="bad">rejected</${Badge}></span>
    <span class="story-version">at ${decision.version ?? '?'}</span>
    <span class="story-data">${decision.reason}: ${decision.message}</span>
    <span class="story-why"><time>${shown(decision.time)}</time> · by ${decision.principal}</span>`;
}

export const conversation = id => html`<a href=${link(['causes', id])}>${id}</a>`;

export function cause(id) {
  const event = /^([a-z][a-z0-9-]*)\/([A-Za-z0-9][\w-]*)@(\d+)/.exec(id ?? '');
  return event ? html`<a href=${link(['streams', event[1], event[2]], {v: `v${event[3]}`})}>${id}</a>` : id;
}
