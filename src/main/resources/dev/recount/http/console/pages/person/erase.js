// Forgetting a person: what it does, on which ground, and their name typed as a promise that it is meant.
import {html, useState} from '../../lib/preact.js';
import {Problem, send} from '../../server/api.js';
import {Dialog} from '../../parts/dialog.js';
import {ProblemNotice} from '../../parts/notices.js';

export function Erase({person, held, target, done, onClose}) {
  const [ground, setGround] = useState('');
  const [reference, setReference] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const rows = Object.values(held.views).reduce((sum, count) => sum + Number(count), 0);
  async function erase(event) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await send('POST', target, {ground, reference: reference || undefined});
      onClose();
      done();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
      setBusy(false);
    }
  }
  return html`
    <${Dialog} title="Forget this person" onClose=${onClose}>
      <form class="stack" onSubmit=${erase}>
        <p>The key of ${person} is destroyed. Nobody can read their personal data any more: in ${held.streams.length} ${held.streams.length === 1 ? 'stream' : 'streams'}, in ${rows.toLocaleString('en')} rows of views, nor in backups of events. <b>It cannot be taken back.</b></p>
        <p>Events stay, with what is not personal. You get a signed certificate.</p>
        <p class="request"><code>POST ${target}</code></p>
        <label class="field"><span>Ground</span><input name="ground" required maxlength="1000" value=${ground} autofocus autocomplete="off" placeholder="GDPR, article 17(1)(a)" onInput=${event => setGround(event.target.value)} />
          <small>It stands in the certificate, and in the log.</small></label>
        <label class="field"><span>Reference <small>may be left out</small></span><input name="reference" maxlength="1000" value=${reference} autocomplete="off" placeholder="request 4711" onInput=${event => setReference(event.target.value)} /></label>
        <label class="field"><span>Type ${person} to say that it is meant</span><input name="name" value=${name} autocomplete="off" spellcheck="false" onInput=${event => setName(event.target.value)} /></label>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <div class="buttons"><button type="submit" class="primary danger" disabled=${isBusy || name !== person}>Forget for good</button>
          <button type="button" onClick=${onClose}>Leave it</button></div>
      </form>
    </${Dialog}>`;
}
