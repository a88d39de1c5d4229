// A copy of all that is held of a person, as a file.
import {html, useState} from '../../lib/preact.js';
import {path as target, Problem, text as ask} from '../../server/api.js';
import {ProblemNotice} from '../../parts/notices.js';
import {Dialog} from '../../parts/dialog.js';

export function Export({type, id}) {
  const [isOpen, setOpen] = useState(false);
  return html`<button type="button" onClick=${() => setOpen(true)}>Export</button>
    ${isOpen && html`<${Ask} type=${type} id=${id} onClose=${() => setOpen(false)} />`}`;
}

function Ask({type, id, onClose}) {
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const from = target(['subjects', type, id, 'export']);
  async function save() {
    setBusy(true);
    try {
      download(await ask(from), `${type}-${id}.json`);
      onClose();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
      setBusy(false);
    }
  }
  return html`
    <${Dialog} title="Export" onClose=${onClose}>
      <p>A file of all that is held of ${type}/${id}: their events, and those of other streams that hold something of theirs, with nothing masked. Of other people in the same events it tells nothing. That you asked for it comes on record.</p>
      <p class="request"><code>GET ${from}</code></p>
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      <div class="buttons"><button type="button" class="primary" disabled=${isBusy} onClick=${save}>Save the file</button><button type="button" onClick=${onClose}>Leave it</button></div>
    </${Dialog}>`;
}

export function download(content, name) {
  const address = URL.createObjectURL(new Blob([content], {type: 'application/json'}));
  const anchor = Object.assign(document.createElement('a'), {href: address, download: name});
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
