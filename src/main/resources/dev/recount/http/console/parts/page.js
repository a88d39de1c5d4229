// The frame of a page: its title, what it is about, and what it asked as commands to copy.
import {html, useEffect, useState} from '../lib/preact.js';
import {asked, curl} from '../server/api.js';
import {useAddress} from '../place/address.js';
import {shown} from '../place/time.js';

// `ofNow` is said by pages of what has no past to be looked at.
export function Page({title, lead, path = [], actions, ofNow, children}) {
  const {at, known} = useAddress();
  useEffect(() => {
    document.title = `${title} – Recount`;
  }, [title]);
  return html`
    <header class="page-head">
      <div class="page-title">
        ${path.length > 0 && html`
          <nav aria-label="Where this is"><ol class="crumbs">
            ${path.map(({href, text}) => html`<li key=${href}><a href=${href}>${text}</a></li>`)}
          </ol></nav>`}
        <h1 tabindex="-1">${title}</h1>
        ${lead && html`<p class="lead">${lead}</p>`}
      </div>
      <div class="page-actions">${actions}<${CopyAsCurl} /></div>
    </header>
    ${ofNow && at && html`<p class="as-of" role="status">As it is now: this page has no past</p>`}
    ${!ofNow && (at || known) && html`<p class="as-of" role="status">
      ${at ? html`As it was at <time>${shown(at) || at}</time>` : 'As it is now'}${known && html`, ${known === 'recorded' ? 'as recorded, without corrections' : html`as known at <time>${shown(known) || known}</time>`}`}
    </p>`}
    ${children}`;
}

export function CopyAsCurl() {
  const commands = () => asked.get().map(curl).join('\n');
  return html`<${Copy} text=${commands} label="Copy as curl" title="Copies what this page asked the server, as commands" />`;
}

export function Copy({text, label = 'Copy', title}) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(''), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      setOutcome('Copied');
    } catch {
      setOutcome('The browser does not let it be copied');
    }
  }
  return html`<button type="button" class="quiet" title=${title} onClick=${copy}>
    <span aria-live="polite">${outcome || label}</span></button>`;
}

export const Section = ({title, actions, children, id}) => html`
  <section class="section" aria-labelledby=${id}>
    <div class="section-head"><h2 id=${id}>${title}</h2>${actions && html`<div class="section-actions">${actions}</div>`}</div>
    ${children}
  </section>`;
