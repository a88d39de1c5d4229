// The console: the frame of all pages, and the page that the address names.
import {html, render, useEffect, useLayoutEffect, useRef, useState, useErrorBoundary} from './lib/preact.js';
import {forgetAsked, isRefused} from './server/api.js';
import {may, recognize, useCaller} from './server/caller.js';
import {describe, useDescription} from './server/description.js';
import {follow} from './server/live.js';
import {address, go, useAddress} from './place/address.js';
import {bind, bound, keysAreOn, searchIsWanted} from './place/keys.js';
import {useStore} from './place/store.js';
import {Bar} from './parts/bar.js';
import {Dialog} from './parts/dialog.js';
import {LogIn} from './parts/log-in.js';
import {Navigation, PAGES, reachable} from './parts/navigation.js';
import {Empty, ProblemNotice, Waiting} from './parts/notices.js';
import {Page} from './parts/page.js';

const BEFORE_DRAWING_MS = 300;

const loaded = new Map();

async function load(page) {
  const found = await import(page.module.replace('../', './'));
  loaded.set(page.name, found);
  return found;
}

function useModule(page) {
  const [module, setModule] = useState(page ? loaded.get(page.name) ?? null : null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    let isCurrent = true;
    setFailure(null);
    setModule(page ? loaded.get(page.name) ?? null : null);
    if (page && !loaded.has(page.name)) {
      load(page).then(
        found => isCurrent && setModule(found),
        () => isCurrent && setFailure('This page cannot be loaded. The server may have been replaced by another version: load the console again.'));
    }
    return () => { isCurrent = false; };
  }, [page]);
  return {module, failure};
}

function Content() {
  const here = useAddress();
  const {path, at} = here;
  const who = useCaller();
  const described = useDescription();
  const pages = reachable(PAGES, who, described);
  const page = pages.find(({name}) => name === (path[0] ?? 'overview')) ?? null;
  const {module, failure} = useModule(page);
  const [error, resetError] = useErrorBoundary();
  const place = path.join('/');
  const lastPlace = useRef(place);
  useEffect(resetError, [here]);
  useEffect(() => {
    if (lastPlace.current !== place) {
      lastPlace.current = place;
      forgetAsked();
      scrollTo(0, 0);
      if (!document.activeElement?.matches('[data-search]')) document.querySelector('main h1')?.focus({preventScroll: true});
    }
  }, [place]);
  useEffect(() => {
    follow(!at && may(who, 'subscribe') && who.isAsked);
    return () => follow(false);
  }, [at, who]);
  if (error) return html`<${ProblemNotice} problem=${{status: -1, message: `The page does not work: ${error.message}`}} again=${resetError} />`;
  if (!page && !described.isAsked) return html`<${Waiting} what="the server" />`;
  if (!page) {
    return html`<${Page} title="Not here"><${Empty} title="There is no such page, or you may not see it">
      The pages that you may see are listed at the side.</${Empty}></${Page}>`;
  }
  if (failure) return html`<${ProblemNotice} problem=${{status: -1, message: failure}} again=${() => location.reload()} />`;
  return module ? html`<${module.default} path=${path.slice(1)} key=${page.name} />` : html`<${Waiting} what="the page" />`;
}

function Keys({onClose}) {
  const isOn = useStore(keysAreOn);
  return html`
    <${Dialog} title="Keys" onClose=${onClose}>
      <dl class="keys">${bound().map(({key, told}) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${told}</dd></div>`)}</dl>
      <p class="hint">On the slider and in lists, the arrow keys go on by one, Page Up and Page Down by many, Home and End to the ends.</p>
      <label class="check"><input type="checkbox" checked=${isOn} onChange=${event => keysAreOn.set(event.target.checked)} /> Single keys do this</label>
    </${Dialog}>`;
}

function Console() {
  const who = useCaller();
  const refused = useStore(isRefused);
  const [keysAreOpen, setKeysOpen] = useState(false);
  useLayoutEffect(() => {
    bind('?', 'List the keys', () => setKeysOpen(true));
    bind('/', 'Search streams', () => {
      if (address.get().path[0] !== 'streams' || address.get().path.length > 2) go(['streams']);
      searchIsWanted.set(true);
    });
    for (const page of PAGES) bind(`g ${page.key}`, `Go to ${page.title}`, () => go([page.name]));
  }, []);
  if (!who.isAsked) return html`<main id="main"><${Waiting} what="the server" /></main>`;
  if (refused) return html`<${LogIn} />`;
  return html`
    <a class="skip" href="#main" onClick=${event => { event.preventDefault(); document.getElementById('main').focus(); }}>Skip to the page</a>
    <${Navigation} onKeys=${() => setKeysOpen(true)} />
    <div class="right">
      <div class="top"><${Bar} /></div>
      <main id="main" tabindex="-1"><${Content} /></main>
    </div>
    ${keysAreOpen && html`<${Keys} onClose=${() => setKeysOpen(false)} />`}`;
}

// What the first page needs is asked for at once, and a while is given to it: what is drawn twice is there later.
const recognized = recognize();
recognized.then(describe);
const first = PAGES.find(({name}) => name === (address.get().path[0] ?? 'overview'));
await Promise.race([
  Promise.allSettled([recognized, first && load(first)]),
  new Promise(done => { setTimeout(done, BEFORE_DRAWING_MS); }),
]);

const root = document.getElementById('app');
root.replaceChildren();
render(html`<${Console} />`, root);
