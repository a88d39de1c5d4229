// One person: the streams and views that hold something of theirs.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {link} from '../../place/address.js';
import {StreamLink} from '../../parts/links.js';
import {Answered, Badge, Empty} from '../../parts/notices.js';
import {Page, Section} from '../../parts/page.js';
import {Certificate} from './certificate.js';
import {Erase} from './erase.js';
import {Export} from './export.js';

export function Person({type, id}) {
  const person = `${type}/${id}`;
  const who = useCaller();
  const held = useAnswer(target(['subjects', type, id]));
  const [isErasing, setErasing] = useState(false);
  const isErased = Boolean(held.body?.erased);
  return html`
    <${Page} ofNow title=${person} path=${[{href: link(['people']), text: 'People'}]} lead=${isErased ? 'This person was forgotten.' : 'What is held of this person, now.'}
        actions=${held.body && may(who, 'erase') && html`<${Export} type=${type} id=${id} />
          ${!isErased && html`<button type="button" onClick=${() => setErasing(true)}>Forget this person</button>`}`}>
      <${Answered} answer=${held} what="what is held">${body => html`
        ${body.erased && html`<${Certificate} erased=${body.erased} />`}
        ${body.streams.length === 0 && Object.keys(body.views).length === 0 && !body.erased
          ? html`<${Empty} title=${`Nothing is held of ${person}`}>No event has personal data of theirs. Is the name right?</${Empty}>`
          : html`<div class="columns section">
            <${Section} id="streams" title=${isErased ? 'Streams that had something of theirs' : 'Streams'}>
              ${body.streams.length === 0 ? html`<p class="hint">none</p>` : html`<ul class="card stack">${body.streams.map(stream => html`<li key=${stream}><${StreamLink} stream=${stream} /> ${stream === person && html`<${Badge} kind="accent">the person</${Badge}>`}</li>`)}</ul>`}
            </${Section}>
            <${Section} id="rows" title="Rows of views, of now and of the past">
              ${Object.keys(body.views).length === 0 ? html`<p class="hint">none</p>` : html`<ul class="card stack">${Object.entries(body.views).map(([view, rows]) => html`
                <li key=${view}><a href=${link(['views', view])}>${view}</a> <small>${Number(rows).toLocaleString('en')} rows</small></li>`)}</ul>`}
            </${Section}></div>`}
        <p class="told section-above"><a href=${link(['streams'], {by: 'person', q: person})}>All events that are of this person</a></p>`}</${Answered}>
      ${isErasing && html`<${Erase} person=${person} held=${held.body} target=${target(['subjects', type, id, 'erase'])} done=${held.again} onClose=${() => setErasing(false)} />`}
    </${Page}>`;
}
