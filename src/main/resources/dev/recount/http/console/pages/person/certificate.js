// The certificate that a person was forgotten, and its signature checked in the browser.
import {html, useEffect, useState} from '../../lib/preact.js';
import {shown} from '../../place/time.js';
import {isSigned, readKey, readNote} from '../../seal/note.js';
import {EventLink} from '../../parts/links.js';
import {Badge} from '../../parts/notices.js';
import {Copy} from '../../parts/page.js';
import {download} from './export.js';

export function Certificate({erased}) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    let isCurrent = true;
    check(erased).then(told => isCurrent && setOutcome(told), failure => isCurrent && setOutcome(`not checked: ${failure.message}`));
    return () => { isCurrent = false; };
  }, [erased.certificate, erased.verifierKey]);
  return html`
    <section class="card stack" aria-labelledby="certificate">
      <div class="section-head"><h2 id="certificate">Certificate</h2>
        <div class="section-actions"><${Copy} text=${erased.certificate} label="Copy it" />
          <button type="button" onClick=${() => download(erased.certificate, `${erased.subject.replace('/', '-')}.certificate`)}>Save it</button></div></div>
      <dl class="facts">
        <dt>Forgotten</dt><dd><time>${shown(erased.erased)}</time>, by ${erased.by}</dd>
        <dt>Ground</dt><dd>${erased.ground}</dd>
        ${erased.reference && html`<dt>Reference</dt><dd>${erased.reference}</dd>`}
        <dt>In the log</dt><dd><${EventLink} event=${erased.event} /></dd>
        <dt>Key that checks it</dt><dd><code>${erased.verifierKey}</code></dd>
        <dt>Signature</dt><dd><span role="status"><${Badge} kind=${outcome === 'holds' ? 'good' : outcome === '' ? 'plain' : 'bad'}>${outcome || 'is checked'}</${Badge}></span> <small>by this browser, with the key above</small></dd>
      </dl>
      <pre class="stored" tabindex="0" aria-label="Certificate as it is signed">${erased.certificate}</pre>
    </section>`;
}

async function check({certificate, verifierKey}) {
  if (!crypto.subtle) throw new Error('the browser checks signatures on pages that come over TLS, or from this machine, alone');
  const note = readNote(certificate);
  const key = await readKey(verifierKey);
  return note && key && await isSigned(note, key) ? 'holds' : 'does not hold';
}
