// The names of whose values each is held by one stream at a time.
import {html} from '../../lib/preact.js';
import {StreamLink} from '../../parts/links.js';
import {Answered, Badge, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';

const KINDS = {IN_FORCE: 'good', BUILDING: 'accent', DUPLICATES: 'bad'};
export const Force = ({state}) => html`<${Badge} kind=${KINDS[state]}>${state.toLowerCase().replaceAll('_', ' ')}</${Badge}>`;
const streams = all => all.map(stream => html`<span key=${stream}><${StreamLink} stream=${typeof stream === 'string' ? stream : stream.stream} /> </span>`);

export function Claims() {
  const claims = useRepeated('/admin/claims');
  return html`
    <${Section} id="claims" title="Values that one stream at a time holds">
      <${Answered} answer=${claims} what="the claims">${({claims: all}) => all.length === 0
        ? html`<${Empty} title="No such values">A domain names them, as an e-mail address that only one member may have.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Name</th><th scope="col">Of streams</th><th scope="col" class="number">Held</th><th scope="col" class="number">Held twice</th><th scope="col">Streams to be seen to</th></tr></thead>
          <tbody>${all.map(claim => html`<tr key=${claim.name}><th scope="row">${claim.name}</th>
            <td>${claim.types.map(({type, state}) => html`<div key=${type}>${type} <${Force} state=${state} /></div>`)}</td>
            <td class="number">${Number(claim.held).toLocaleString('en')}</td><td class="number">${Number(claim.duplicates).toLocaleString('en')}</td>
            <td>${streams(claim.heldTwice.flatMap(each => each.streams ?? [each]))}${claim.uncounted.length > 0 && html`<div>not counted: ${streams(claim.uncounted)}</div>`}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}
