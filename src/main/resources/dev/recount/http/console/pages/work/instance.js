// One process: how it went, drawn; and the timers that it waits for.
import {html, useEffect, useState} from '../../lib/preact.js';
import {path as target, Problem, text as ask} from '../../server/api.js';
import {useAnswer, useFollowing} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {link} from '../../place/address.js';
import {ago, shown} from '../../place/time.js';
import {Conversation} from '../../parts/links.js';
import {Answered, Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Copy, Page, Section} from '../../parts/page.js';
import {readMermaid, Sequence} from '../../parts/sequence.js';
import {Acts} from './state.js';

export function Instance({type, id}) {
  const stream = `${type}/${id}`;
  const first = useAnswer(target(['streams', type, id, 'events'], {limit: 1}));
  const conversation = first.body?.events[0]?.correlationid;
  return html`
    <${Page} ofNow title=${stream} path=${[{href: link(['work']), text: 'Work'}, {href: link(['work', 'processes', type]), text: type}]}
        lead=${html`A process, as it stands now. <a href=${link(['streams', type, id])}>Its stream</a>${conversation && html`, and the conversation <${Conversation} id=${conversation} /> that it began in`}.`}>
      <${Went} type=${type} id=${id} />
      <${Timers} type=${type} id=${id} />
    </${Page}>`;
}

function useText(wanted, follow) {
  const [told, setTold] = useState({text: null, problem: null});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    ask(wanted, {signal: stop.signal}).then(text => setTold({text, problem: null}), failure => {
      if (failure instanceof Problem) setTold({text: null, problem: failure});
      else if (failure.name !== 'AbortError') throw failure;
    });
    return () => stop.abort();
  }, [wanted, turn]);
  useFollowing(follow, () => setTurn(before => before + 1));
  return told;
}

function Went({type, id}) {
  const {text, problem} = useText(target(['processes', type, id, 'diagram']), event => event.stream === `${type}/${id}`);
  if (problem?.status === 404) return html`<${Empty} title="There is no such process">The page of its kind lists those that there are.</${Empty}>`;
  if (problem) return html`<${ProblemNotice} problem=${problem} />`;
  if (text === null) return html`<${Waiting} what="how it went" />`;
  return html`
    <${Section} id="went" title="How it went" actions=${html`<${Copy} text=${text} label="Copy as Mermaid" />`}>
      <${Sequence} ...${readMermaid(text)} label=${`The process ${type}/${id}`} />
    </${Section}>`;
}

function Timers({type, id}) {
  const who = useCaller();
  const timers = useAnswer(target(['views', `timers-${type}`], {process: id, limit: 100}), {follow: event => event.stream === `${type}/${id}`});
  if (timers.problem?.status === 404 || timers.problem?.status === 403) return null;
  return html`
    <${Section} id="timers" title="Timers that wait">
      <${Answered} answer=${timers} what="its timers">${({rows}) => rows.length === 0
        ? html`<${Empty} title="It waits for no timer">Those that it sets stand here until they are due.</${Empty}>`
        : html`<div class="table-box"><table class="plain">
          <thead><tr><th scope="col">Timer</th><th scope="col">Due</th><th scope="col">Set</th><th scope="col"><span class="visually-hidden">What can be done</span></th></tr></thead>
          <tbody>${rows.map(timer => html`<tr key=${timer.timer}>
            <th scope="row">${timer.timer}</th><td><time>${shown(timer.due)}</time> <small>${ago(timer.due)}</small></td><td><time>${shown(timer.since)}</time></td>
            <td class="acts">${may(who, 'operate') && html`<${Acts} of=${['processes', type, id, 'timers', timer.timer]} label=${timer.timer} done=${timers.again}
              acts=${[{name: ['fire'], title: 'Have it be due', says: `The process ${type}/${id} is told that its timer ${timer.timer} is due now, before its time. What follows from that, its rules say.`}]} />`}</td></tr>`)}</tbody>
        </table></div>`}</${Answered}>
    </${Section}>`;
}
