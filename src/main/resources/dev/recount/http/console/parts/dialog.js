// Dialogs: the browser's own, which keep the focus within and end with Escape; and those that have something done.
import {html, useLayoutEffect, useRef, useState} from '../lib/preact.js';
import {Problem, reason, send} from '../server/api.js';
import {ProblemNotice} from './notices.js';

export function Dialog({title, onClose, children, wide}) {
  const element = useRef(null);
  useLayoutEffect(() => {
    element.current.showModal();
  }, []);
  return html`
    <dialog ref=${element} class=${wide ? 'dialog wide' : 'dialog'} aria-labelledby="dialog-title" onClose=${onClose}
        onClick=${event => event.target === element.current && element.current.close()}>
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id="dialog-title">${title}</h2>
          <button type="button" class="quiet icon" aria-label="Close" onClick=${() => element.current.close()}>✕</button>
        </header>
        ${children}
      </div>
    </dialog>`;
}

// Has something done, once it has been said what that is and why. `preview` tells before what it will come to.
export function Action({title, says, method = 'POST', target, body, preview, danger, done, onClose, needsReason = true, inQuery, headers = {}, wide}) {
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  async function act(event) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const to = inQuery ? `${target}${target.includes('?') ? '&' : '?'}reason=${encodeURIComponent(why)}` : target;
      const {body: answer} = await send(method, to, typeof body === 'function' ? body(why) : body, inQuery ? headers : {...headers, ...reason(why)});
      onClose();
      done?.(answer);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
      setBusy(false);
    }
  }
  return html`
    <${Dialog} title=${title} onClose=${onClose} wide=${wide}>
      <form class="stack" onSubmit=${act}>
        <p>${says}</p>
        ${problem ? null : preview}
        <p class="request"><code>${method} ${target}</code></p>
        <label class="field"><span>Reason${needsReason ? '' : ' (may be left out)'}</span>
          <input name="reason" autocomplete="off" maxlength="1000" required=${needsReason} value=${why} autofocus
            onInput=${event => setWhy(event.target.value)} />
          <small>It comes on record with what you do.</small></label>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <div class="buttons">
          <button type="submit" class=${danger ? 'primary danger' : 'primary'} disabled=${isBusy}>${title}</button>
          <button type="button" onClick=${onClose}>Leave it</button>
        </div>
      </form>
    </${Dialog}>`;
}
