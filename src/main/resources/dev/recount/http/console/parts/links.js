// Links to what is named in answers: a stream as in account/17, an event as in account/17@3.
import {html} from '../lib/preact.js';
import {link} from '../place/address.js';

const STREAM = /^([a-z][a-z0-9-]*)\/([A-Za-z0-9][\w-]*)$/;
const EVENT = /^([a-z][a-z0-9-]*)\/([A-Za-z0-9][\w-]*)@(\d+)(?:\.\d+)?$/;

// The type and the id of what a person types; nothing if it names no stream.
export function streamOf(text) {
  const match = STREAM.exec(text.trim());
  return match ? {type: match[1], id: match[2]} : null;
}

export function eventOf(text) {
  const match = EVENT.exec((text ?? '').trim());
  return match ? {stream: `${match[1]}/${match[2]}`, type: match[1], id: match[2], version: Number(match[3])} : null;
}

export function StreamLink({stream, version}) {
  const named = streamOf(stream ?? '');
  return named
    ? html`<a href=${link(['streams', named.type, named.id], version === undefined ? {} : {v: `v${version}`})}>${stream}</a>`
    : html`<span>${stream}</span>`;
}

export function EventLink({event}) {
  const named = eventOf(event);
  return named ? html`<a href=${link(['streams', named.type, named.id], {v: `v${named.version}`})}>${event}</a>` : html`<span>${event}</span>`;
}

export const Conversation = ({id}) => html`<a href=${link(['causes', id])}>${id}</a>`;

// The name of an event's type without the stream's.
export const eventName = type => (type ?? '').split('.').slice(1).join('.') || type;
