// The migrations, which carry streams over into others.
import {html} from '../../lib/preact.js';
import {may, useCaller} from '../../server/caller.js';
import {isAnswered, useDescription} from '../../server/description.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';
import {Acts, behind, State} from './state.js';

const EVERY_MS = 3_000;

export function Migrations() {
  const described = useDescription();
  return isAnswered(described, 'GET /admin/migrations') ? html`<${Told} />` : null;
}

function Told() {
  const migrations = useRepeated('/admin/migrations', EVERY_MS);
  const who = useCaller();
  return html`
    <${Section} id="migrations" title="Migrations">
      <${Answered} answer=${migrations} what="the migrations">${({migrations: all}) => all.length === 0
        ? html`<${Empty} title="No migrations">A domain that carries streams over into others names how: then it can be begun here.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Migration</th><th scope="col">From, to</th><th scope="col">State</th><th scope="col">Behind by</th><th scope="col" class="number">Events copied</th>
            <th scope="col">Streams moved</th><th scope="col">Note</th><th scope="col"><span class="visually-hidden">What can be done</span></th></tr></thead>
          <tbody>${all.map(each => html`<tr key=${each.migration}>
            <th scope="row">${each.migration}</th><td>${each.from}, ${each.to}</td><td><${State} state=${each.state} /></td><td>${behind(each.lag)}</td>
            <td class="number">${Number(each.copied).toLocaleString('en')}</td>
            <td>${each.closed} of ${each.total} <progress class="progress" max=${Math.max(1, Number(each.total))} value=${Number(each.closed)} aria-label=${`Streams of ${each.migration}`}></progress></td>
            <td class="breakable">${each.problem ?? ''}</td>
            <td class="acts">${may(who, 'operate') && html`<${Acts} of=${['admin', 'migrations', each.migration]} label=${each.migration} done=${migrations.again} acts=${acts(each)} />`}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}

function acts({from, to, state}) {
  if (state === 'NOT_BEGUN') {
    return [{name: [], title: 'Begin', danger: true, says: `The events of all streams of the type ${from} are copied into streams of the type ${to}; once that is done, the old streams are closed for good. It can rest, but not be taken back.`}];
  }
  if (state === 'PAUSED') return [{name: [], title: 'Go on', says: 'It goes on where it stands.'}];
  return state === 'DONE' ? [] : [{name: ['pause'], title: 'Pause', says: 'It rests until it is told to go on. Nothing is lost.'}];
}
