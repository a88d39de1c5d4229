// The views as work: how far they are, and their being built anew.
import {html, useRef} from '../../lib/preact.js';
import {may, useCaller} from '../../server/caller.js';
import {link} from '../../place/address.js';
import {EventLink} from '../../parts/links.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';
import {Acts, behind, rest, State} from './state.js';

const EVERY_MS = 5_000;
const WHILE_BUILDING_MS = 1_000;

export function Views() {
  const isBuilding = useRef(false);
  const views = useRepeated('/admin/views', isBuilding.current ? WHILE_BUILDING_MS : EVERY_MS);
  isBuilding.current = views.body?.views.some(({building}) => building) ?? false;
  const who = useCaller();
  return html`
    <${Section} id="views" title="Views">
      <${Answered} answer=${views} what="the views">${({views: all}) => all.length === 0
        ? html`<${Empty} title="No views">A domain defines them: then they stand here.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">View</th><th scope="col">State</th><th scope="col">Behind by</th><th scope="col">Revision</th><th scope="col">Note</th><th scope="col"><span class="visually-hidden">What can be done</span></th></tr></thead>
          <tbody>${all.map(view => html`<tr key=${view.view}>
            <th scope="row"><a href=${link(['views', view.view])}>${view.view}</a></th>
            <td><${State} state=${view.state} /></td><td>${behind(view.live?.lag)}</td><td>${String(view.live?.revision ?? '')}</td>
            <td class="breakable"><${Note} view=${view} /></td>
            <td class="acts">${may(who, 'operate') && view.state !== 'UNKNOWN' && html`<${Acts} of=${['admin', 'views', view.view]} label=${view.view} done=${views.again} acts=${[
              rest(`The view ${view.view}`, view.state),
              {name: ['rebuild'], title: 'Rebuild', says: `${view.view} is built anew from all events beside the one that is asked now, and takes its place once it is whole. Those who ask notice nothing; it takes time and space on the disk.`},
            ]} />`}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}

function Note({view}) {
  const failure = view.live?.failure ?? view.building?.failure;
  return html`
    ${view.building && html`<${Building} view=${view.view} building=${view.building} key=${String(view.building.generation)} />`}
    ${failure && html`<p class="tile-bad">${failure.event && html`At <${EventLink} event=${failure.event} />: `}${failure.message}</p>`}
    ${view.problem && html`<p class="tile-warn">${view.problem}</p>`}`;
}

// How far it has come is told by what is left, against what was left when one first looked.
function Building({view, building}) {
  const most = useRef(0);
  const left = Number(building.lag.events);
  most.current = Math.max(most.current, left, 1);
  return html`<p>Being built anew: ${left.toLocaleString('en')} events to go
    <progress class="progress" max=${most.current} value=${most.current - left} aria-label=${`${view} being built`}></progress></p>`;
}
