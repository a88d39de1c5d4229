// The archive: how many events may move, and having them move.
import {html, useState} from '../../lib/preact.js';
import {Problem, send} from '../../server/api.js';
import {may, useCaller} from '../../server/caller.js';
import {Action} from '../../parts/dialog.js';
import {ProblemNotice} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';

const sentence = ({events, streams, segments, bytes, done, problems = []}, isDry) => html`
  <p>${isDry ? `${Number(events).toLocaleString('en')} events of ${Number(streams).toLocaleString('en')} streams may move into the archive.`
    : `${Number(events).toLocaleString('en')} events of ${Number(streams).toLocaleString('en')} streams have moved into ${Number(segments).toLocaleString('en')} segments of ${Number(bytes).toLocaleString('en')} bytes.${done ? '' : ' There is more: have it go on.'}`}</p>
  ${problems.map(problem => html`<p class="tile-bad" key=${problem}>${problem}</p>`)}`;

export function Archive() {
  const who = useCaller();
  const [told, setTold] = useState(null);
  const [problem, setProblem] = useState(null);
  const [isMoving, setMoving] = useState(false);
  if (!may(who, 'archive')) return null;
  async function look() {
    setProblem(null);
    try {
      setTold({...(await send('POST', '/admin/archive?dryRun=true')).body, isDry: true});
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
    }
  }
  return html`
    <${Section} id="archive" title="Archive">
      <div class="card stack">
        <p>Events before settled points can move into files, and leave their rows in the database nearly empty. All can be asked as before.</p>
        <div role="status">${told && sentence(told, told.isDry)}</div>
        ${problem && (problem.status === 404 ? html`<p class="hint">This server has no archive: the setting recount.archive.folder names a folder for it.</p>` : html`<${ProblemNotice} problem=${problem} />`)}
        <p class="buttons"><button type="button" onClick=${look}>See how many may move</button>
          ${told && (Number(told.events) > 0 || told.done === false) && html`<button type="button" onClick=${() => setMoving(true)}>Have them move</button>`}</p>
      </div>
      ${isMoving && html`<${Action} title="Have them move" target="/admin/archive" needsReason=${false} says="For some seconds, events before settled points move into segments of the archive, each after it was read back and held against its row."
        done=${answer => setTold(answer)} onClose=${() => setMoving(false)} />`}
    </${Section}>`;
}
