// The stored form of an event, its place in the chain of hashes, and the proof that it is in the sealed log.
import {html, useState} from '../../lib/preact.js';
import {path as target, Problem, text as ask} from '../../server/api.js';
import {useAnswer, useMoment} from '../../server/asking.js';
import {parse, write} from '../../server/json.js';
import {Answered, ProblemNotice} from '../../parts/notices.js';
import {Copy} from '../../parts/page.js';
import {cause} from './story.js';

export function Stored({type, id, item}) {
  const {known} = useMoment();
  const events = useAnswer(target(['streams', type, id, 'events'], {after: item.version - 1, limit: 1, original: true, known}));
  return html`
    <div class="stack">
      <${Answered} answer=${events} what="the event">${({events: found}) => found.filter(({version}) => Number(version) === item.version).map(event => html`
        <div key=${event.id} class="stack">
          <dl class="facts">
            <dt>Hash of the event before</dt><dd><code>${event.previoushash ?? 'none: it is the first'}</code></dd>
            ${event.correctedby && html`<dt>Corrected by</dt><dd>${cause(event.correctedby)}</dd>`}
          </dl>
          <pre class="stored" tabindex="0" role="region" aria-label="The event as a CloudEvent">${write(event, '  ')}</pre>
          <p class="buttons"><${Copy} text=${write(event, '  ')} label="Copy the event" /></p></div>`)}</${Answered}>
      <${Receipt} type=${type} id=${id} version=${item.version} />
    </div>`;
}

function Receipt({type, id, version}) {
  const [receipt, setReceipt] = useState(null);
  const [problem, setProblem] = useState(null);
  async function fetchIt(withEvent) {
    setProblem(null);
    try {
      setReceipt(await ask(target(['streams', type, id, 'events', String(version), 'receipt'], {event: withEvent ? true : undefined})));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
    }
  }
  const held = receipt ? contents(receipt) : null;
  return html`
    <h3>Receipt</h3>
    <p>It proves to anybody that this event is in the sealed log. With the stored form, it can be held against its very bytes.</p>
    <p class="buttons">
      <button type="button" onClick=${() => fetchIt(false)}>Get the receipt</button>
      <button type="button" onClick=${() => fetchIt(true)}>Get it with the stored form</button>
      ${receipt && html`<${Copy} text=${receipt} label="Copy the receipt" />`}
    </p>
    ${problem && html`<${ProblemNotice} problem=${problem} />`}
    ${held && html`
      <dl class="facts"><dt>Hash of this event</dt><dd><code>${held.hash}</code></dd>${held.name && html`<dt>Stored as</dt><dd><code>${held.name}</code></dd>`}</dl>
      ${held.payload && html`<pre class="stored" tabindex="0" role="region" aria-label="What is stored">${decoded(held.payload)}</pre>`}`}
    ${receipt && html`<pre class="stored" tabindex="0" role="region" aria-label="The receipt">${receipt}</pre>`}`;
}

// What a receipt is about stands in its line of extra data.
function contents(receipt) {
  const extra = receipt.split('\n').find(line => line.startsWith('extra '));
  return extra ? parse(decoded(extra.slice('extra '.length))) : null;
}

const decoded = base64 => new TextDecoder().decode(Uint8Array.from(atob(base64), each => each.charCodeAt(0)));
