// A command to a stream: filled in, tried, and sent.
import {html, useRef, useState} from '../../lib/preact.js';
import {curl, path as target, Problem, send} from '../../server/api.js';
import {useMoment} from '../../server/asking.js';
import {schemaOf, useDescription} from '../../server/description.js';
import {shown} from '../../place/time.js';
import {write} from '../../server/json.js';
import {Dialog} from '../../parts/dialog.js';
import {Fields, valueOf} from '../../parts/form.js';
import {ProblemNotice} from '../../parts/notices.js';
import {Copy} from '../../parts/page.js';
import {fields, Tree} from '../../parts/tree.js';

export function Command({type, id, version, state, commands, onClose, onSent}) {
  const described = useDescription();
  const {at, known} = useMoment();
  const [name, setName] = useState(commands[0]);
  const [said, setSaid] = useState({});
  const [preview, setPreview] = useState(null);
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(crypto.randomUUID());
  const schema = schemaOf(described, `${type}.command.${name}`);

  const tell = change => {
    setPreview(null);
    setProblem(null);
    change();
  };

  function body() {
    try {
      return write(valueOf(described, schema, said) ?? {});
    } catch (wrong) {
      setProblem({status: 400, message: wrong.message});
      return null;
    }
  }

  const request = (dryRun, content) => ({
    method: 'POST',
    target: target(['streams', type, id, name], dryRun ? {dryRun: true, at, known: at ? known : ''} : {}),
    body: content,
    headers: dryRun ? {} : {'Idempotency-Key': key.current, ...(version === null ? {} : {'If-Match': `"${version}"`})},
  });

  async function ask(dryRun) {
    const content = body();
    if (content === null) return;
    setBusy(true);
    setProblem(null);
    try {
      const asked = request(dryRun, content);
      const {body: answer} = await send(asked.method, asked.target, content, asked.headers);
      if (dryRun) {
        setPreview(answer);
      } else {
        onSent();
        onClose();
      }
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setPreview(null);
      setProblem(failure);
      // what may have been done is sent again under the same key, and what was not under another
      if (failure.status !== 504 && failure.status !== 0) key.current = crypto.randomUUID();
    } finally {
      setBusy(false);
    }
  }

  return html`
    <${Dialog} title=${`Send a command to ${type}/${id}`} onClose=${onClose} wide>
      <form class="stack" onSubmit=${event => { event.preventDefault(); ask(true); }}>
        <label class="field"><span>Command</span>
          <select value=${name} onChange=${event => tell(() => { setName(event.target.value); setSaid({}); })}>
            ${commands.map(each => html`<option key=${each} value=${each}>${each}</option>`)}</select></label>
        <div class="stack" key=${name}>
          ${schema && html`<${Fields} described=${described} schema=${schema} said=${said} onSay=${value => tell(() => setSaid(value))} />`}
          ${schema && Object.keys(schema.properties ?? {}).length === 0 && html`<p class="hint">It has no fields.</p>`}
        </div>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        ${preview && html`<${Preview} preview=${preview} state=${state} at=${at} />`}
        <div class="buttons">
          <button type="submit" class=${preview ? '' : 'primary'} disabled=${isBusy}>Preview</button>
          ${preview && !at && html`<button type="button" class="primary" disabled=${isBusy} onClick=${() => ask(false)}>Send</button>`}
          <${Copy} label="Copy as curl" text=${() => curl(request(Boolean(at), body() ?? '{}'))} />
        </div>
        ${at ? html`<p class="hint">You look at the past: a command can be tried on the stream as it was at ${shown(at)}, and is sent to the stream as it is now. Go to now to send it.</p>`
          : html`<p class="hint">A preview stores nothing. It is sent only if the stream is still at version ${version ?? 0}.</p>`}
      </form>
    </${Dialog}>`;
}

function Preview({preview, state, at}) {
  return html`
    <div class="fieldset" role="status">
      <h3>${at ? 'What would have come of it' : 'What will come of it'}</h3>
      ${(preview.events ?? []).length === 0 ? html`<p>No event: ${preview.repeat ? 'it was done before' : 'nothing changes, or you may not see it'}.</p>`
        : html`<ul>${preview.events.map(event => html`<li key=${event.id}><b>${event.type.split('.').slice(1).join('.')}</b> <small>version ${event.version}</small> <code>${fields(event.data)}</code></li>`)}</ul>`}
      ${preview.state && html`<${Tree} value=${preview.state} before=${state ?? {}} label="The state after it" />`}
    </div>`;
}
