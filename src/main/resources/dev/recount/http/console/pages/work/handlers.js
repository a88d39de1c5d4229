// The handlers, and how they stand.
import {html} from '../../lib/preact.js';
import {link} from '../../place/address.js';
import {may, useCaller} from '../../server/caller.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';
import {Acts, behind, rest, State} from './state.js';

const EVERY_MS = 5_000;

export function Handlers() {
  const handlers = useRepeated('/admin/handlers', EVERY_MS);
  const who = useCaller();
  return html`
    <${Section} id="handlers" title="Handlers">
      <${Answered} answer=${handlers} what="the handlers">${({handlers: all}) => all.length === 0
        ? html`<${Empty} title="No handlers">A domain names what reacts to its events: then it stands here.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Handler</th><th scope="col">State</th><th scope="col">Behind by</th><th scope="col" class="number">Pending</th>
            <th scope="col" class="number">Parked</th><th scope="col">Last error</th><th scope="col"><span class="visually-hidden">What can be done</span></th></tr></thead>
          <tbody>${all.map(handler => html`<tr key=${handler.handler}>
            <th scope="row"><a href=${link(['work', 'handlers', handler.handler])}>${handler.handler}</a></th>
            <td><${State} state=${handler.state} /></td><td>${behind(handler.lag)}</td>
            <td class="number">${String(handler.pending ?? '')}</td>
            <td class=${Number(handler.parked) > 0 ? 'number tile-bad' : 'number'}>${String(handler.parked ?? '')}</td>
            <td class="breakable">${handler.lastError ?? handler.problem ?? ''}</td>
            <td class="acts">${may(who, 'operate') && handler.state !== 'UNKNOWN' && html`<${Acts} of=${['admin', 'handlers', handler.handler]}
              label=${handler.handler} acts=${[rest(`The handler ${handler.handler}`, handler.state)]} done=${handlers.again} />`}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}
