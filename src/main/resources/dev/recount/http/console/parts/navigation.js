// The pages, each with what it takes to be of use: a right, and a request that is answered at this port.
import {html, useState} from '../lib/preact.js';
import {link, useAddress} from '../place/address.js';
import {credential} from '../server/api.js';
import {isAnswered, useDescription} from '../server/description.js';
import {logOut, may, useCaller} from '../server/caller.js';
import {live} from '../server/live.js';
import {useStore} from '../place/store.js';

export const PAGES = [
  {name: 'overview', title: 'Overview', key: 'o', module: '../pages/overview.js', glyph: 'M3 13h4l3-9 4 16 3-9h4'},
  {name: 'streams', title: 'Streams', key: 's', module: '../pages/streams.js', right: 'read', endpoint: 'GET /streams/{type}',
    glyph: 'M4 6h10M4 12h16M4 18h7'},
  {name: 'views', title: 'Views', key: 'v', module: '../pages/views.js', right: 'query', endpoint: 'GET /views',
    glyph: 'M4 5h16v14H4zM4 10h16M10 10v9'},
  {name: 'causes', title: 'Causes', key: 'c', module: '../pages/causes.js', right: 'subscribe', endpoint: 'GET /decisions',
    glyph: 'M12 4v4M12 8H6v5M12 8h6v5M6 13v5M18 13v5M4 18h4M16 18h4'},
  {name: 'work', title: 'Work', key: 'w', module: '../pages/work.js', right: 'operate', endpoint: 'GET /admin/handlers',
    glyph: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16'},
  {name: 'worlds', title: 'Worlds', key: 'l', module: '../pages/worlds.js', right: 'preview', endpoint: 'GET /admin/worlds',
    glyph: 'M9 12a6 6 0 1 0 12 0a6 6 0 1 0-12 0M3 12a6 6 0 0 1 9-5.2M3 12a6 6 0 0 0 9 5.2'},
  {name: 'corrections', title: 'Corrections', key: 'r', module: '../pages/corrections.js', right: 'read', endpoint: 'GET /streams/{type}/{id}/corrections',
    glyph: 'M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3M13 20h7'},
  {name: 'people', title: 'People', key: 'p', module: '../pages/people.js', right: 'erase', endpoint: 'GET /subjects/{type}/{id}',
    glyph: 'M12 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M5 20c0-4 3-6 7-6s7 2 7 6'},
  {name: 'seals', title: 'Seals', key: 'e', module: '../pages/seals.js', endpoint: 'GET /seal',
    glyph: 'M12 3l7 3v5c0 5-3 8-7 10c-4-2-7-5-7-10V6zM9 12l2 2l4-4'},
  {name: 'nodes', title: 'Nodes', key: 'd', module: '../pages/nodes.js', right: 'operate', endpoint: 'GET /admin/cluster',
    glyph: 'M4 5h16v5H4zM4 14h16v5H4zM8 7.5h.01M8 16.5h.01'},
];

export const reachable = (pages, who, described) => pages.filter(page =>
  (!page.right || may(who, page.right)) && (!page.endpoint || isAnswered(described, page.endpoint)));

const STATES = {
  off: ['', 'Not followed'],
  connecting: ['wait', 'Connecting'],
  following: ['good', 'Live'],
  resting: ['wait', 'Live, at intervals: the server is busy'],
  away: ['bad', 'Cut off; trying again'],
};

export function Navigation({onKeys}) {
  const {path, at} = useAddress();
  const who = useCaller();
  const described = useDescription();
  const {state} = useStore(live);
  const [isOpen, setOpen] = useState(false);
  const pages = reachable(PAGES, who, described);
  const here = path[0] ?? 'overview';
  const [kind, told] = at ? ['past', 'You look at the past'] : STATES[state];
  return html`
    <header class=${isOpen ? 'side open' : 'side'}>
      <div class="side-head">
        <a class="brand" href=${link(['overview'])}>
          <svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" class="brand-box" />
            <path d="M8 9h16M8 16h11M8 23h6" class="brand-lines" /><circle cx="23" cy="23" r="3" class="brand-dot" /></svg>
          Recount</a>
        <button type="button" class="quiet icon menu" aria-expanded=${isOpen} aria-controls="pages"
          aria-label="Pages" onClick=${() => setOpen(!isOpen)}>☰</button>
      </div>
      <nav id="pages" aria-label="Pages">
        <ul class="pages">
          ${pages.map(page => html`<li key=${page.name}>
            <a href=${link([page.name])} aria-current=${page.name === here ? 'page' : undefined} onClick=${() => setOpen(false)}>
              <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${page.glyph} /></svg>${page.title}</a></li>`)}
        </ul>
        ${described.problem && html`<p class="hint side-hint">The server's description cannot be read: some pages may not work.</p>`}
      </nav>
      <div class="side-foot">
        <p class="live"><span class=${`dot dot-${kind}`} aria-hidden="true"></span><span>${told}</span></p>
        <p class="who">${who.known ? html`<span title=${who.roles.join(', ')}>${who.principal}</span>` : html`<span>anonymous</span>`}
          ${credential.get() && html`<button type="button" class="quiet" onClick=${logOut}>Log out</button>`}
          <button type="button" class="quiet icon" aria-label="Keys" title="Keys (?)" onClick=${onKeys}>?</button></p>
      </div>
    </header>`;
}
