// Worlds: what would have been under other rules, other events, or if something had not happened.
import {html, useState} from '../lib/preact.js';
import {may, useCaller} from '../server/caller.js';
import {link} from '../place/address.js';
import {Answered, Empty} from '../parts/notices.js';
import {Page} from '../parts/page.js';
import {useRepeated} from './overview.js';
import {Ask} from './world/ask.js';
import {Progress, question} from './world/progress.js';
import {World} from './world/world.js';

const EVERY_MS = 2_000;

export default function Worlds({path}) {
  return path.length > 0 ? html`<${World} id=${path[0]} key=${path[0]} />` : html`<${All} />`;
}

function All() {
  const worlds = useRepeated('/admin/worlds', EVERY_MS);
  const who = useCaller();
  const [isAsking, setAsking] = useState(false);
  return html`
    <${Page} ofNow title="Worlds" lead="What would have been decided under other rules, or if something had not happened. A world is computed beside what is on record, and changes nothing of it."
        actions=${may(who, 'preview') && worlds.body && html`<button type="button" class="primary" onClick=${() => setAsking(true)}>Make a world</button>`}>
      <${Answered} answer=${worlds} what="the worlds">${({worlds: all}) => all.length === 0
        ? html`<${Empty} title="No world is there">Make one: ask, for example, what a lower overdraft would have refused. Worlds go with the node that computed them.</${Empty}>`
        : html`<ul class="tiles wide-tiles">${all.toReversed().map(world => html`<li class="tile" key=${String(world.id)}>
          <h2><a href=${link(['worlds', String(world.id)])}>World ${String(world.id)}</a></h2>
          <p class="tile-more">${question(world.question)}</p>
          <${Progress} world=${world} /></li>`)}</ul>`}</${Answered}>
      ${isAsking && html`<${Ask} rules=${worlds.body.rules} onClose=${() => setAsking(false)} done=${worlds.again} />`}
    </${Page}>`;
}
