// One stream: its story, and its state beside it.
import {html, useCallback, useLayoutEffect, useState} from '../../lib/preact.js';
import {get, path as target} from '../../server/api.js';
import {useAnswer, useMoment} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {commandsOf, useDescription} from '../../server/description.js';
import {change, link, useAddress} from '../../place/address.js';
import {ago, shown} from '../../place/time.js';
import {stepper} from '../../parts/bar.js';
import {Answered, Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page} from '../../parts/page.js';
import {Tree} from '../../parts/tree.js';
import {Command} from './command.js';
import {Detail} from './detail.js';
import {Story} from './story.js';
import {useStory} from './history.js';

export function Stream({type, id}) {
  const {at, known} = useMoment();
  const {query} = useAddress();
  const who = useCaller();
  const described = useDescription();
  const name = `${type}/${id}`;
  const state = useAnswer(target(['streams', type, id], {at, known}), {follow: at ? null : event => event.stream === name});
  const [isSending, setSending] = useState(false);
  const version = state.body ? Number(state.body.version) : null;
  const commands = may(who, 'write') ? commandsOf(described, type) : [];

  return html`
    <${Page} title=${name} path=${[{href: link(['streams']), text: 'Streams'}, {href: link(['streams', type]), text: type}]}
        lead=${state.body && html`Version ${version}, last changed <time title=${state.body.time}>${shown(state.body.time)}</time>${at ? '' : ` (${ago(state.body.time)})`}`}
        actions=${commands.length > 0 && html`<button type="button" class="primary" onClick=${() => setSending(true)}>Send a command</button>`}>
      <${Answered} answer=${state} what="the stream" notThere=${html`
        <${Empty} title=${at ? `There was no ${name} then` : `There is no ${name}`}>
          ${at ? 'Its first event came later: go on in time, or to now.' : 'The first command to it makes it.'}</${Empty}>`}>
        ${body => html`<${Told} type=${type} id=${id} state=${body.state} version=${version} wanted=${query.v} />`}
      </${Answered}>
      ${isSending && html`<${Command} type=${type} id=${id} version=${version} state=${state.body?.state} commands=${commands}
        onClose=${() => setSending(false)} onSent=${state.again} />`}
    </${Page}>`;
}

const NEARBY = 50;

async function after(type, id, version) {
  const {body} = await get(target(['streams', type, id, 'events'], {after: version, limit: 1}));
  return body.events[0]?.time ?? null;
}

// Several events may have happened at one time.
async function before(type, id, version) {
  const {body} = await get(target(['streams', type, id, 'events'], {after: Math.max(0, version - NEARBY), limit: NEARBY}));
  const events = body.events.filter(each => Number(each.version) <= version);
  return events.findLast(({time}) => Date.parse(time) < Date.parse(events.at(-1).time))?.time ?? null;
}

function Told({type, id, state, version, wanted}) {
  const {at, known} = useMoment();
  const story = useStory(type, id, version, known);
  const selected = wanted ?? `v${version}`;
  // With what is shown, not after it: a step goes on from the version that the reader sees.
  useLayoutEffect(() => {
    stepper.step = isNext => isNext ? after(type, id, version) : before(type, id, version);
    return () => { stepper.step = null; };
  }, [type, id, version]);
  const select = useCallback(which => change({v: which}), []);
  if (story.problem?.code === 'STATE_ALONE') {
    return html`<div class="card"><p class="hint">Streams of this type keep their latest state alone: no story of it stays.</p><${Tree} value=${state} label="State" /></div>`;
  }
  if (story.problem) return html`<${ProblemNotice} problem=${story.problem} again=${story.again} />`;
  if (!story.isAsked) return html`<${Waiting} what="its story" />`;
  const item = story.items.find(each => each.id === selected || each.id === `v${selected}`) ?? story.items[0];
  return html`
    <div class="columns story-first">
      <section aria-label="Story">
        <${Story} items=${story.items} selected=${item?.id} onSelect=${select} />
        ${story.isMore && html`<p class="buttons"><button type="button" onClick=${story.more}>Earlier events</button></p>`}
        ${story.rejectionsLeftOut && html`<p class="hint">This stream has had more commands than are looked through here: not all rejected ones are shown.</p>`}
      </section>
      <section class="sticky" aria-label="What is selected">
        ${item && html`<${Detail} type=${type} id=${id} item=${item} state=${state} isLast=${item.version === version} key=${item.id} />`}
      </section>
    </div>`;
}
