// The corrections of one stream: those that hold, wait or were taken back; and another one.
import {html, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {link} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {Action} from '../../parts/dialog.js';
import {EventLink} from '../../parts/links.js';
import {Answered, Badge, Empty} from '../../parts/notices.js';
import {Page, Section} from '../../parts/page.js';
import {fields} from '../../parts/tree.js';
import {Impact, whatIsAsked} from './impact.js';
import {Propose} from './propose.js';

export function OfStream({type, id}) {
  const stream = `${type}/${id}`;
  const who = useCaller();
  const state = useAnswer(target(['streams', type, id]), {follow: event => event.stream === stream});
  const made = useAnswer(target(['streams', type, id, 'corrections']), {follow: event => event.stream === stream});
  const [done, setDone] = useState('');
  function again(answer) {
    setDone(answer.proposed ? `Proposed, at version ${answer.version}: it holds once somebody else has approved it.` : `Recorded, at version ${answer.version}.`);
    state.again();
    made.again();
  }
  return html`
    <${Page} ofNow title=${`Corrections of ${stream}`} path=${[{href: link(['corrections']), text: 'Corrections'}]}
        lead=${html`As they stand now. <a href=${link(['streams', type, id])}>Its story</a> shows events as recorded beside as corrected.`}>
      <p class="done" role="status">${done}</p>
      <${Answered} answer=${state} what="the stream" notThere=${html`<${Empty} title=${`There is no ${stream}`}>Only a stream that has events can be corrected.</${Empty}>`}>${body => html`
        <${Section} id="made" title="Made so far">
          <${Answered} answer=${made} what="its corrections">${({corrections}) => corrections.length === 0
            ? html`<${Empty} title="Nothing of this stream was corrected">All of its events are read as they were recorded.</${Empty}>`
            : html`<ul class="stack">${corrections.toReversed().map(each => html`<li class="card" key=${String(each.version)}><${One} type=${type} id=${id} one=${each} state=${body.state} version=${body.version} again=${again} /></li>`)}</ul>`}</${Answered}>
        </${Section}>
        ${may(who, 'correct') && html`<${Section} id="propose" title="Correct it"><${Propose} type=${type} id=${id} version=${Number(body.version)} state=${body.state} done=${again} /></${Section}>`}`}</${Answered}>
    </${Page}>`;
}

const STATUS = {holds: ['good', 'holds'], proposed: ['warn', 'waits for approval'], approved: ['accent', 'approved'], withdrawn: ['plain', 'taken back']};

function One({type, id, one, state, version, again}) {
  const who = useCaller();
  const [act, setAct] = useState(null);
  const place = ['streams', type, id, 'corrections', String(one.version)];
  const [kind, status] = STATUS[one.status] ?? ['plain', one.status];
  const headers = {'If-Match': `"${version}"`};
  const acts = [
    ...(one.status === 'proposed' && may(who, 'approve') ? [{title: 'Approve', method: 'POST', target: target([...place, 'approval']),
      says: 'It holds from now on, recorded as made by you. Nobody approves what they proposed themselves.', body: why => ({reason: why}), tried: {reason: 'to be looked at'}}] : []),
    ...(['holds', 'proposed'].includes(one.status) && may(who, 'correct') ? [{title: 'Take back', method: 'DELETE', target: target(place), inQuery: true, danger: true,
      says: one.status === 'holds' ? 'The events are read as they were before. That is on record as a correction is, and can be taken back as well.' : 'It cannot be approved any more.'}] : []),
  ];
  return html`
    <div class="section-head">
      <h3><${EventLink} event=${`${type}/${id}@${one.version}`} /> <${Badge} kind=${kind}>${status}</${Badge}></h3>
      <div class="section-actions">${acts.map(each => html`<button type="button" key=${each.title} onClick=${() => setAct(each)}>${each.title}</button>`)}</div>
    </div>
    <p>${one.correction.reason}</p>
    <ul>${(one.correction.corrections ?? [one.correction]).map((each, i) => html`<li key=${i}>${said(each)}</li>`)}</ul>
    <p class="hint">by ${one.principal}, <time>${shown(one.recorded)}</time>${one.approved && html`; approved by ${one.approved.principal}, <time>${shown(one.approved.recorded)}</time>`}</p>
    ${act && html`<${Action} ...${act} wide headers=${headers} done=${again} onClose=${() => setAct(null)}
      preview=${act.inQuery && one.status === 'proposed' ? null : html`<${Impact} asked=${whatIsAsked(act)} state=${state} />`} />`}`;
}

function said(correction) {
  const read = correction.read?.map(({event, data}) => html`<b>${event}</b> <code>${fields(data, 120)}</code> `);
  if (correction.instead !== undefined) return read.length === 0 ? html`Version ${correction.instead} never happened.` : html`Version ${correction.instead} is read as ${read}`;
  if (correction.after !== undefined) return html`After version ${correction.after}, there is ${read}`;
  return html`<code>${fields(correction)}</code>`;
}
