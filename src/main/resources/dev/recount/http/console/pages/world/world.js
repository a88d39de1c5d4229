// One world: its differences counted, by command and by row.
import {html, useRef, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {may, useCaller} from '../../server/caller.js';
import {change, go, link, useAddress} from '../../place/address.js';
import {Action} from '../../parts/dialog.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Page, Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';
import {CHANGES, Differences} from './differences.js';
import {Progress, question} from './progress.js';
import {RowDifferences} from './rows.js';

const WHILE_COMPUTED_MS = 1_000;
const EVERY_MS = 30_000;

export function World({id}) {
  const isWhole = useRef(false);
  const world = useRepeated(target(['admin', 'worlds', id]), isWhole.current ? EVERY_MS : WHILE_COMPUTED_MS);
  isWhole.current = Boolean(world.problem) || (world.body ? world.body.state !== 'RUNNING' : false);
  const who = useCaller();
  const {query: {view}} = useAddress();
  const [isDropping, setDropping] = useState(false);
  return html`
    <${Page} ofNow title=${`World ${id}`} path=${[{href: link(['worlds']), text: 'Worlds'}]} lead=${world.body && question(world.body.question)}
        actions=${world.body && may(who, 'preview') && html`<button type="button" onClick=${() => setDropping(true)}>Drop it</button>`}>
      <${Answered} answer=${world} what="the world" notThere=${html`<${Empty} title="There is no such world any more">Worlds are dropped after a time, when somebody is forgotten, and with their node. Make another one.</${Empty}>`}>${body => html`
        <${Progress} world=${body} />
        ${body.state !== 'FAILED' && html`
          <${Summary} world=${body} />
          <${Gaps} gaps=${body.coverage?.gaps ?? []} />`}
        ${body.state === 'DONE' && html`
          ${Number(body.differences) > 0 && html`<${Differences} id=${id} />`}
          ${(body.question.views ?? []).length > 0 && html`<${Section} id="rows" title="By row">
            <div class="chips section-below" role="group" aria-label="View">${body.question.views.map(each => html`
              <button type="button" class="chip" key=${each} aria-pressed=${each === (view ?? body.question.views[0])} onClick=${() => change({view: each})}>${each}</button>`)}</div>
            <${RowDifferences} id=${id} view=${view ?? body.question.views[0]} key=${view ?? ''} />
          </${Section}>`}`}`}</${Answered}>
      ${isDropping && html`<${Action} title="Drop it" method="DELETE" target=${target(['admin', 'worlds', id])} needsReason=${false} danger
        says=${`World ${id} and its tables go, also while it is computed. Nothing on record changes.`} done=${() => go(['worlds'])} onClose=${() => setDropping(false)} />`}
    </${Page}>`;
}

function Summary({world: {summary, state}}) {
  if (summary.length === 0) return state === 'DONE' && html`<${Section} id="summary" title="By command"><${Empty} title="Every command is decided alike">Rows of views can differ all the same: see below, if views were built.</${Empty}></${Section}>`;
  return html`
    <${Section} id="summary" title="By command">
      <div class="table-box"><table class="plain">
        <thead><tr><th scope="col">Streams</th><th scope="col">Command</th><th scope="col">In this world</th><th scope="col">Reason</th><th scope="col" class="number">Count</th></tr></thead>
        <tbody>${summary.map((line, i) => html`<tr key=${i}><td>${line.streamType}</td><td><b>${line.command}</b></td><td>${CHANGES[line.change] ?? line.change}</td>
          <td>${[line.reason && `${line.reason} on record`, line.otherReason].filter(Boolean).join(', ')}</td>
          <td class="number"><button type="button" class="quiet cell-button" title="Show these" onClick=${() => change({command: line.command, change: line.change})}>${Number(line.count).toLocaleString('en')}</button></td></tr>`)}</tbody>
      </table></div>
    </${Section}>`;
}

const Gaps = ({gaps}) => gaps.length > 0 && html`
  <${Section} id="gaps" title="What could not be decided again">
    <ul class="card stack">${gaps.map(gap => html`<li key=${gap.gap}><b>${Number(gap.count).toLocaleString('en')}</b> ${gap.why}</li>`)}</ul>
  </${Section}>`;
