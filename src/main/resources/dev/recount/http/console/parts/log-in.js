// The log-in, by the ways that the server takes.
import {html, useState} from '../lib/preact.js';
import {basic, bearer} from '../server/api.js';
import {logIn, useCaller} from '../server/caller.js';

const WAYS = [
  {way: 'BASIC', label: 'Name and password'},
  {way: 'KEY', label: 'API key'},
  {way: 'BEARER', label: 'Token'},
];

export function LogIn({onDone}) {
  const {credentials} = useCaller();
  const taken = WAYS.filter(({way}) => credentials.length === 0 || credentials.includes(way));
  const [chosen, setChosen] = useState(null);
  const [refused, setRefused] = useState('');
  const way = chosen ?? taken[0]?.way;
  async function submit(event) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    setRefused('');
    const shown = way === 'BASIC' ? basic(said.get('name'), said.get('password')) : bearer(said.get('secret'));
    if (await logIn(shown)) onDone?.();
    else setRefused('The server does not know this caller, or what was typed is not right.');
  }
  return html`
    <main class="log-in" id="main">
      <form class="card stack" onSubmit=${submit} aria-labelledby="log-in-title">
        <h1 id="log-in-title">Log in to Recount</h1>
        ${taken.length > 1 && html`
          <fieldset class="choices"><legend>By</legend>
            ${taken.map(each => html`<label key=${each.way}>
              <input type="radio" name="way" value=${each.way} checked=${each.way === way}
                onChange=${() => setChosen(each.way)} /> ${each.label}</label>`)}
          </fieldset>`}
        ${way === 'BASIC' && html`
          <label class="field"><span>Name</span><input name="name" autocomplete="username" required autofocus /></label>
          <label class="field"><span>Password</span>
            <input name="password" type="password" autocomplete="current-password" required /></label>`}
        ${(way === 'KEY' || way === 'BEARER') && html`
          <label class="field" key=${way}><span>${way === 'KEY' ? 'Your key' : 'Your token'}</span>
            <input name="secret" type="password" autocomplete="off" required autofocus /></label>`}
        ${taken.length === 0 && html`<p>This server knows its callers by ${credentials.join(' and ').toLowerCase()}: your browser shows none that it takes.</p>`}
        ${credentials.includes('CERTIFICATE') && html`<p class="hint">A certificate of your browser is taken as well, where it has one.</p>`}
        ${refused && html`<p class="problem" role="alert">${refused}</p>`}
        ${taken.length > 0 && html`<div class="buttons"><button type="submit" class="primary">Log in</button></div>
        <p class="hint">What you type is kept in this tab alone, until you close it or log out.</p>`}
      </form>
    </main>`;
}
