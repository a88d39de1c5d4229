// The stream types whose events are found by tags, for commands that are decided on several streams.
import {html} from '../../lib/preact.js';
import {StreamLink} from '../../parts/links.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';
import {Force} from './claims.js';

export function Boundaries() {
  const boundaries = useRepeated('/admin/boundaries');
  return html`
    <${Section} id="boundaries" title="Decisions on several streams">
      <${Answered} answer=${boundaries} what="the tagged types">${({types}) => types.length === 0
        ? html`<${Empty} title="No type has tags">A domain gives events tags where commands are decided on the events of several streams.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Type</th><th scope="col">Tags</th><th scope="col">Revision</th><th scope="col">Not tagged</th></tr></thead>
          <tbody>${types.map(each => html`<tr key=${each.type}><th scope="row">${each.type}</th><td><${Force} state=${each.state} /></td><td>${String(each.revision)}</td>
            <td>${each.untagged.map(stream => html`<div key=${stream}><${StreamLink} stream=${stream} /></div>`)}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}
