// Streams that stand out: those with many commands, and those that are not as they were stored.
import {html} from '../../lib/preact.js';
import {shown} from '../../place/time.js';
import {EventLink, StreamLink} from '../../parts/links.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';

export function Busy() {
  const busy = useRepeated('/admin/busy-streams', 5_000);
  return html`
    <${Section} id="busy" title="Busy streams">
      <${Answered} answer=${busy} what="the busy streams">${({streams}) => streams.length === 0
        ? html`<${Empty} title="No commands within the last minute">The streams that get the most by way of this node stand here.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Stream</th><th scope="col" class="number">Commands of the last minute</th><th scope="col"><span class="visually-hidden">Share</span></th></tr></thead>
          <tbody>${streams.map(({stream, commands}) => html`<tr key=${stream}><td><${StreamLink} stream=${stream} /></td><td class="number">${Number(commands).toLocaleString('en')}</td>
            <td><meter class="progress" max=${Number(streams[0].commands)} value=${Number(commands)} aria-label=${`Commands to ${stream}`}></meter></td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}

export function Damaged() {
  const damaged = useRepeated('/admin/damaged-streams');
  return html`
    <${Section} id="damaged" title="Damaged streams">
      <${Answered} answer=${damaged} what="the damaged streams">${({streams}) => streams.length === 0
        ? html`<${Empty} title="All streams are as they were stored">The server searches all the time. What is changed behind its back stands here.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">From</th><th scope="col">Problem</th><th scope="col">Found (UTC)</th></tr></thead>
          <tbody>${streams.map(({stream, version, problem, found}) => html`<tr key=${stream}><td><${EventLink} event=${`${stream}@${version}`} /></td><td class="breakable">${problem}</td><td><time>${shown(found)}</time></td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}
