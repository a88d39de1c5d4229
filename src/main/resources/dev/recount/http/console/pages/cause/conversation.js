// One conversation: as a graph of what led to what, as a sequence diagram, and as an outline.
import {html, useMemo} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {useWhole} from '../../server/whole.js';
import {may, useCaller} from '../../server/caller.js';
import {isAnswered, useDescription} from '../../server/description.js';
import {change, link, useAddress} from '../../place/address.js';
import {instant, shown} from '../../place/time.js';
import {StreamLink} from '../../parts/links.js';
import {Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page} from '../../parts/page.js';
import {Sequence} from '../../parts/sequence.js';
import {forest} from './forest.js';
import {Graph} from './graph.js';
import {One, Outline} from './outline.js';
import {sequence} from './messages.js';

const MOST = 500;
const FORMS = [['graph', 'Graph'], ['sequence', 'Sequence'], ['outline', 'Outline']];

export function Conversation({id}) {
  const {at, query: {form = 'graph', of}} = useAddress();
  const who = useCaller();
  const described = useDescription();
  const asksProcesses = may(who, 'operate') && isAnswered(described, 'GET /processes');
  const processes = useAnswer(asksProcesses ? '/processes' : null);
  const told = useWhole(target(['decisions'], {correlation: id, limit: 200}), 'decisions', MOST);
  const end = instant(at);
  const decisions = useMemo(() => told.rows.filter(({time}) => end === null || Date.parse(time) <= end), [told.rows, end]);
  const tree = useMemo(() => forest(decisions), [decisions]);
  const kinds = new Set((processes.body?.processes ?? []).map(({process}) => process));
  const selected = tree.decisions.find(({key}) => key === of) ?? tree.decisions[0];
  return html`
    <${Page} title=${id} path=${[{href: link(['causes']), text: 'Causes'}]} lead=${decisions.length > 0 && lead(decisions, told)}
        actions=${html`<div class="group" role="group" aria-label="Form">${FORMS.map(([name, title]) => html`
          <button type="button" key=${name} aria-pressed=${name === form} onClick=${() => change({form: name === 'graph' ? '' : name})}>${title}</button>`)}</div>`}>
      ${told.problem && html`<${ProblemNotice} problem=${told.problem} again=${told.again} />`}
      ${!told.problem && decisions.length === 0 && (told.isWhole || told.isEnough
        ? html`<${Empty} title=${told.rows.length > 0 ? 'Nothing of it had happened then' : 'There is no such conversation, or you may not see it'}>
            ${told.rows.length > 0 ? 'Go on in time, or to now.' : 'The page Causes lists those of an hour.'}</${Empty}>`
        : html`<${Waiting} what="what was decided" />`)}
      ${decisions.length > 0 && (form === 'sequence'
        ? html`<${Sequence} ...${sequence(decisions)} label=${`The conversation ${id}`} item=${step => html`${step.text}${step.stream && html` (<${StreamLink} stream=${step.stream} version=${step.version} />)`}`} />`
        : form === 'outline' ? html`<div class="card"><${Outline} tree=${tree} /></div>`
          : html`<div class="columns graph-part">
            <${Graph} tree=${tree} kinds=${kinds} selected=${selected?.key} onSelect=${key => change({of: key})} label=${`The conversation ${id}`} />
            <section class="card sticky" aria-label="What is selected" aria-live="polite">${selected && html`<${One} decision=${selected.decision} />`}</section>
          </div>`)}
    </${Page}>`;
}

function lead(decisions, {isEnough}) {
  const streams = new Set(decisions.map(({stream}) => stream)).size;
  const rejected = decisions.filter(({outcome}) => outcome === 'rejected').length;
  return `${decisions.length} ${decisions.length === 1 ? 'command' : 'commands'} to ${streams} ${streams === 1 ? 'stream' : 'streams'}${rejected > 0 ? `, ${rejected} of them rejected` : ''}, from ${shown(decisions[0].time)} on${isEnough ? `; of more than ${MOST} commands, these are the first` : ''}.`;
}
