// A receipt, fetched or given, checked step by step without asking the server whether it is right.
import {html, useState} from '../../lib/preact.js';
import {path as target, Problem, text as ask} from '../../server/api.js';
import {may, useCaller} from '../../server/caller.js';
import {checkReceipt} from '../../seal/receipt.js';
import {EventLink, eventOf} from '../../parts/links.js';
import {Badge, ProblemNotice} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';

export function Check({trees}) {
  const who = useCaller();
  const [event, setEvent] = useState('');
  const [receipt, setReceipt] = useState('');
  const [keys, setKeys] = useState(null);
  const [told, setTold] = useState(null);
  const [problem, setProblem] = useState(null);
  const trusted = keys ?? trees.flatMap(({verifierKeys = []}) => verifierKeys).join('\n');

  async function get() {
    const named = eventOf(event);
    setProblem(null);
    setTold(null);
    if (!named) {
      setProblem({status: 400, message: 'An event is named by its stream and its version, as in account/1276@1.'});
      return;
    }
    try {
      const found = await ask(target(['streams', named.type, named.id, 'events', String(named.version), 'receipt'], {event: true}));
      setReceipt(found);
      await check(found, {stream: named.stream, version: named.version});
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
    }
  }

  async function check(text, expected) {
    if (!crypto.subtle) {
      setProblem({status: 400, message: 'The browser checks signatures on pages that come over TLS, or from this machine, alone.'});
      return;
    }
    try {
      setTold(await checkReceipt(text, trusted.split(/\s+/).filter(Boolean), expected));
    } catch (failure) {
      if (failure.name !== 'NotSupportedError') throw failure;
      setProblem({status: 400, message: 'This browser does not know Ed25519: take a newer one, or recount-verify.'});
    }
  }

  return html`
    <${Section} id="check" title="Check a receipt">
      <div class="columns">
        <form class="card stack" onSubmit=${submitted => { submitted.preventDefault(); setProblem(null); check(receipt); }}>
          <p>A receipt proves that one entry is under a checkpoint. It is checked here, by the browser, which trusts nothing but the keys below.</p>
          ${may(who, 'read') && html`<div class="line"><label class="field grow"><span>The receipt of an event, as in account/1276@1</span>
            <input name="event" value=${event} onInput=${said => setEvent(said.target.value)} autocomplete="off" spellcheck="false"
              onKeyDown=${pressed => { if (pressed.key === 'Enter') { pressed.preventDefault(); get(); } }} /></label>
            <button type="button" onClick=${get}>Get and check it</button></div>`}
          <label class="field"><span>Or a receipt that you were given</span>
            <textarea name="receipt" rows="6" value=${receipt} spellcheck="false" placeholder="c2sp.org/tlog-proof@v1" onInput=${said => { setReceipt(said.target.value); setTold(null); }}></textarea></label>
          <label class="field"><span>Keys that you trust, one in a line</span>
            <textarea name="keys" rows="2" value=${trusted} spellcheck="false" onInput=${said => { setKeys(said.target.value); setTold(null); }}></textarea>
            <small>Those that this server names are filled in. Who does not trust it takes them from elsewhere, and adds those of witnesses.</small></label>
          <p class="buttons"><button type="submit" class="primary" disabled=${receipt.trim() === ''}>Check it</button></p>
        </form>
        <section class="card stack" aria-label="What was checked" aria-live="polite">
          ${problem && html`<${ProblemNotice} problem=${problem} />`}
          ${told ? html`<${Told} told=${told} />` : !problem && html`<p class="hint">What was checked is told here, step by step.</p>`}
        </section>
      </div>
    </${Section}>`;
}

const Told = ({told: {holds, steps, of}}) => html`
  <p class="told"><${Badge} kind=${holds ? 'good' : 'bad'}>${holds ? 'holds' : 'does not hold'}</${Badge}> ${holds && of && (of.version === undefined
    ? html`rejection ${of.rejection} of ${of.stream} is in the sealed log` : html`<${EventLink} event=${`${of.stream}@${of.version}`} /> is in the sealed log`)}</p>
  <ol class="checks">${steps.map(step => html`<li key=${step.title} class=${step.holds ? 'check-good' : 'check-bad'}>
    <b><span aria-hidden="true">${step.holds ? '✓' : '✗'}</span> ${step.title}</b> <span class="visually-hidden">${step.holds ? 'holds' : 'does not hold'}</span>
    <p class="hint breakable">${step.said}</p></li>`)}</ol>`;
