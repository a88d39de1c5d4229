// Seals: the checkpoints of what is recorded, who has witnessed them, and receipts checked in the browser.
import {html, useEffect, useState} from '../lib/preact.js';
import {path as target, Problem, text as ask} from '../server/api.js';
import {useRepeated} from './overview.js';
import {ago, shown} from '../place/time.js';
import {Answered, Badge, Empty, ProblemNotice} from '../parts/notices.js';
import {Copy, Page, Section} from '../parts/page.js';
import {Check} from './seal/check.js';

export default function Seals() {
  const seal = useRepeated('/seal');
  return html`
    <${Page} ofNow title="Seals" lead="Each journal is sealed by a signed tree of hashes over all that it holds. Whoever keeps a checkpoint can tell later whether anything before it has been changed, removed or added.">
      <${Answered} answer=${seal} what="the trees">${({trees}) => trees.length === 0
        ? html`<${Empty} title="Nothing is sealed here">The setting recount.seal.interval is 0: with another one, the server signs checkpoints.</${Empty}>`
        : html`<div class="stack">${trees.map(tree => html`<${TreeCard} key=${tree.tree} tree=${tree} />`)}</div>
          <${Check} trees=${trees} />
          <${Ended} trees=${trees} />`}</${Answered}>
    </${Page}>`;
}

function TreeCard({tree: {tree, journal, entries, origin, size, signed, verifierKeys = [], witnessed}}) {
  const [checkpoint, setCheckpoint] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => setCheckpoint(null), [String(size)]);
  async function show(isWitnessed) {
    setProblem(null);
    try {
      setCheckpoint(await ask(target(['seal', tree, 'checkpoint'], {witnessed: isWitnessed ? true : undefined})));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
    }
  }
  return html`
    <section class="card stack" aria-labelledby=${`tree-${tree}`}>
      <div class="section-head"><h2 id=${`tree-${tree}`}>${entries === 'events' ? 'Events' : 'Rejections'} of journal ${String(journal)}</h2>
        ${origin && html`<div class="section-actions">
          <button type="button" aria-label=${`Show the checkpoint of ${tree}`} onClick=${() => show(false)}>Show the checkpoint</button>
          ${witnessed && html`<button type="button" aria-label=${`Show the witnessed checkpoint of ${tree}`} onClick=${() => show(true)}>The witnessed one</button>`}</div>`}</div>
      ${!origin ? html`<p class="hint">Nothing of it is sealed yet: the first checkpoint comes with the first ${entries === 'events' ? 'event' : 'rejected command'}.</p>` : html`
        <dl class="facts">
          <dt>Sealed</dt><dd>${Number(size).toLocaleString('en')} ${entries}</dd>
          <dt>Last checkpoint</dt><dd><time>${shown(signed)}</time> (${ago(signed)})</dd>
          <dt>Name</dt><dd><code>${origin}</code></dd>
          <dt>Keys that check it</dt><dd>${verifierKeys.map(key => html`<div key=${key}><code>${key}</code> <${Copy} text=${key} /></div>`)}</dd>
          <dt>Witnesses</dt><dd>${witnessed ? html`${Number(witnessed.size).toLocaleString('en')} ${entries}, <time>${shown(witnessed.stored)}</time>, by ${witnessed.by.map(name => html`<${Badge} kind="good" key=${name}>${name}</${Badge}> `)}` : 'none has signed'}</dd>
        </dl>`}
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      ${checkpoint && html`<pre class="stored" tabindex="0" aria-label="Checkpoint">${checkpoint}</pre>
        <p class="line"><${Copy} text=${checkpoint} label="Copy the checkpoint" /><span class="hint">Keep it where who administers the database does not get at it.</span></p>`}
    </section>`;
}

function Ended({trees}) {
  const ended = trees.flatMap(tree => tree.ended.map(each => ({...each, entries: tree.entries, journal: tree.journal})));
  return ended.length > 0 && html`
    <${Section} id="ended" title="Trees that were ended">
      <ul class="stack">${ended.map(each => html`<li class="card" key=${each.origin}>
        <p><b>${each.origin}</b> <small>${each.entries} of journal ${String(each.journal)}, ended <time>${shown(each.ended)}</time></small></p><p>${each.reason}</p>
        <details><summary>Its last checkpoint</summary><pre class="stored" tabindex="0">${each.checkpoint}</pre></details></li>`)}</ul>
    </${Section}>`;
}
