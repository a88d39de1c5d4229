// The nodes, and which of them does what.
import {html} from '../../lib/preact.js';
import {link} from '../../place/address.js';
import {Answered, Badge} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {useRepeated} from '../overview.js';

const KINDS = [
  [/^view-(.+)$/, name => html`the view <a href=${link(['views', name])}>${name}</a>`],
  [/^handler-(.+)$/, name => html`the handler <a href=${link(['work', 'handlers', name])}>${name}</a>`],
  [/^migration-(.+)$/, name => html`the migration ${name}`],
];
const WORDS = {
  seal: 'seals the journals',
  scrub: 'searches for damage',
  erasures: 'ends erasures that were broken off',
  timeline: 'counts events for the slider',
  archive: 'moves events into the archive',
};

function told(work) {
  const [pattern, tell] = KINDS.find(([each]) => each.test(work)) ?? [];
  return pattern ? tell(pattern.exec(work)[1]) : WORDS[work] ?? work;
}

export function Cluster() {
  const cluster = useRepeated('/admin/cluster', 5_000);
  return html`
    <${Section} id="nodes" title="Who does what">
      <${Answered} answer=${cluster} what="the nodes">${({self, nodes, singletons, unknown = []}) => html`
        <ul class="tiles wide-tiles">${nodes.map(({node, status, reachable}) => {
          const works = Object.entries(singletons).filter(([, by]) => by === node).map(([work]) => work)
            .sort((one, other) => Boolean(WORDS[other]) - Boolean(WORDS[one]));
          return html`<li class="tile" key=${node}>
            <h3 class="mono">${node}</h3>
            <p><${Badge} kind=${reachable && status === 'UP' ? 'good' : reachable ? 'warn' : 'bad'}>${reachable ? status.toLowerCase() : 'not reachable'}</${Badge}>
              ${node === self && html` <${Badge} kind="accent">the one that you ask</${Badge}>`}</p>
            ${works.length === 0 ? html`<p class="tile-more">It does none of the work that one node does for all.</p>`
              : html`<ul class="works">${works.map(work => html`<li key=${work}>${told(work)}</li>`)}</ul>`}
          </li>`;
        })}</ul>
        ${unknown.length > 0 && html`<p class="tile-warn section">Nobody answers who does: ${unknown.join(', ')}</p>`}`}</${Answered}>
      <p class="hint section-above">Streams are spread over all nodes by their ids; each of these works is done by one node, and by another one when that is gone.</p>
    </${Section}>`;
}
