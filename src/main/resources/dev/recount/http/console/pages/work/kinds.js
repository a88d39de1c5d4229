// The kinds of processes, and how many of each run, wait and have ended.
import {html} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {isAnswered, useDescription} from '../../server/description.js';
import {link} from '../../place/address.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';

export function Kinds() {
  const kinds = useAnswer('/processes');
  return html`
    <${Section} id="processes" title="Processes">
      <${Answered} answer=${kinds} what="the processes">${({processes}) => processes.length === 0
        ? html`<${Empty} title="No processes">A process carries a matter of several steps through. A domain names those that it has.</${Empty}>`
        : html`<ul class="tiles wide-tiles">${processes.map(kind => html`<li class="tile" key=${kind.process}><${Kind} kind=${kind} /></li>`)}</ul>`}</${Answered}>
    </${Section}>`;
}

function Kind({kind}) {
  const who = useCaller();
  const described = useDescription();
  const counts = useAnswer(may(who, 'query') && isAnswered(described, 'GET /views/{view}') ? target(['views', kind.views[0]], {group: 'status'}) : null, {follow: event => event.stream.startsWith(`${kind.process}/`), every: 3_000});
  const groups = counts.body?.groups ?? [];
  return html`
    <h3><a href=${link(['work', 'processes', kind.process])}>${kind.process}</a></h3>
    <p class="tile-more">${groups.map(({group, count}) => `${count} ${group.status.toLowerCase()}`).join(', ') || 'none yet'}</p>
    <p class="tile-more">Carried on by ${kind.handlers.map((handler, i) => html`${i > 0 ? ' and ' : ''}<a key=${handler} href=${link(['work', 'handlers', handler])}>${handler}</a>`)}</p>`;
}
