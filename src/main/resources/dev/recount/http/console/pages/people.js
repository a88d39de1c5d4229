// People: what is held of a person, a copy of it, and forgetting them for good.
import {html, useState} from '../lib/preact.js';
import {go} from '../place/address.js';
import {streamOf} from '../parts/links.js';
import {Page} from '../parts/page.js';
import {Person} from './person/person.js';

export default function People({path}) {
  return path.length >= 2 ? html`<${Person} type=${path[0]} id=${path[1]} key=${`${path[0]}/${path[1]}`} />` : html`<${Search} />`;
}

function Search() {
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  function open(event) {
    event.preventDefault();
    const person = streamOf(said);
    if (person) go(['people', person.type, person.id]);
    else setWrong('A person is named as the stream that they are, as in account/2881.');
  }
  return html`
    <${Page} ofNow title="People" lead="Personal data is encrypted by a key of the person's own. See what is held of somebody, give them a copy, or forget them: then the key is destroyed.">
      <form class="filters" onSubmit=${open}>
        <label class="field grow"><span>A person, named as the stream that they are, as in customer/17</span>
          <input data-search type="search" value=${said} aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${wrong ? 'wrong-person' : undefined}
            onInput=${event => { setSaid(event.target.value); setWrong(''); }} autocomplete="off" spellcheck="false" />
          ${wrong && html`<small id="wrong-person" class="wrong" role="alert">${wrong}</small>`}</label>
        <button type="submit" class="primary">See what is held</button>
      </form>
      <p class="hint">Looking somebody up here can come on record, and an export does.</p>
    </${Page}>`;
}
