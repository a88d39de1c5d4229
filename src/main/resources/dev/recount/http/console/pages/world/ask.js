// The question for a world.
import {html, useState} from '../../lib/preact.js';
import {curl, Problem, reason, send} from '../../server/api.js';
import {useAnswer} from '../../server/asking.js';
import {may, useCaller} from '../../server/caller.js';
import {isAnswered, useDescription} from '../../server/description.js';
import {parse} from '../../server/json.js';
import {go} from '../../place/address.js';
import {Dialog} from '../../parts/dialog.js';
import {ProblemNotice} from '../../parts/notices.js';
import {Copy} from '../../parts/page.js';

const list = text => text.split(/[\s,]+/).filter(Boolean);

export function Ask({rules, onClose, done}) {
  const who = useCaller();
  const described = useDescription();
  const views = useAnswer(may(who, 'query') && isAnswered(described, 'GET /views') ? '/views' : null);
  const handlers = useAnswer(may(who, 'operate') && isAnswered(described, 'GET /admin/handlers') ? '/admin/handlers' : null);
  const [said, setSaid] = useState({mode: 'decisions', rules: '', streams: '', from: '', to: '', without: '', instead: '', views: [], run: [], why: ''});
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const say = change => setSaid(before => ({...before, ...change}));
  const field = (name, title, hint, placeholder) => html`<label class="field"><span>${title}</span>
    <input name=${name} value=${said[name]} placeholder=${placeholder} autocomplete="off" spellcheck="false" onInput=${event => say({[name]: event.target.value})} /><small>${hint}</small></label>`;
  const choices = (name, title, all) => all.length > 0 && html`<fieldset class="choices"><legend>${title}</legend>${all.map(each => html`
    <label class="check" key=${each}><input type="checkbox" checked=${said[name].includes(each)}
      onChange=${event => say({[name]: event.target.checked ? [...said[name], each] : said[name].filter(other => other !== each)})} /> ${each}</label>`)}</fieldset>`;

  function question() {
    const instead = said.instead.trim() ? said.instead.trim().split('\n').filter(line => line.trim()).map(parse) : [];
    const all = {mode: said.mode, rules: said.rules, streams: said.streams.trim(), from: said.from.trim(), to: said.to.trim(), without: list(said.without), instead, views: said.views, run: said.run};
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0));
  }

  async function make(event) {
    event.preventDefault();
    setProblem(null);
    let asked;
    try {
      asked = question();
    } catch {
      setProblem({status: 400, message: 'In the place of: each line is a JSON object.'});
      return;
    }
    setBusy(true);
    try {
      const {body} = await send('POST', '/admin/worlds', asked, reason(said.why));
      onClose();
      done();
      go(['worlds', String(body.id)]);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
      setBusy(false);
    }
  }

  return html`
    <${Dialog} title="Make a world" onClose=${onClose} wide>
      <form class="stack" onSubmit=${make}>
        <p>The server goes once through the log, and decides commands again. Nothing on record changes, and no handler does anything outside.</p>
        <div class="columns">
          <label class="field"><span>Rules</span><select name="rules" value=${said.rules} onChange=${event => say({rules: event.target.value})}>
            <option value="">those that are served</option>${rules.map(each => html`<option key=${each} value=${each}>${each}</option>`)}</select>
            <small>The alternatives that domains name, or that lie in the folder of rules.</small></label>
          <fieldset class="choices"><legend>How</legend>
            <label class="check"><input type="radio" name="mode" checked=${said.mode === 'decisions'} onChange=${() => say({mode: 'decisions'})} /> Each command on the state that it met on record</label>
            <label class="check"><input type="radio" name="mode" checked=${said.mode === 'counterfactual'} onChange=${() => say({mode: 'counterfactual'})} /> What is decided happens, and later commands meet it</label></fieldset>
        </div>
        ${choices('views', 'Views to be built and compared', (views.body?.views ?? []).map(({view}) => view))}
        <details><summary>More</summary><div class="stack section">
          ${field('streams', 'Streams', 'A type, or one stream: all others stay as they are.', 'account or account/1276')}
          <div class="columns">${field('from', 'From', 'Commands are decided again from then on.', '1993-12-31')}${field('to', 'To', 'Nothing later is looked at.', '1994-03-31')}</div>
          ${field('without', 'Without', 'Events whose commands are left out, with all that they led to.', 'account/1276@2')}
          <label class="field"><span>In the place of</span><textarea name="instead" rows="3" value=${said.instead} spellcheck="false" onInput=${event => say({instead: event.target.value})}
            placeholder='{"of": "account/1276@2", "commands": [{"command": "Deposit", "data": {"amount": 40.00, "method": "CASH"}}]}'></textarea>
            <small>A JSON object a line: other commands, or other events, than those on record.</small></label>
          ${said.mode === 'counterfactual' && choices('run', 'Handlers whose commands are made anew', (handlers.body?.handlers ?? []).map(({handler}) => handler))}
        </div></details>
        <label class="field"><span>Reason (may be left out)</span><input name="reason" autocomplete="off" maxlength="1000" value=${said.why} onInput=${event => say({why: event.target.value})} />
          <small>It comes on record with what you do.</small></label>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <div class="buttons"><button type="submit" class="primary" disabled=${isBusy}>Make it</button>
          <button type="button" onClick=${onClose}>Leave it</button>
          <${Copy} label="Copy as curl" text=${() => curl({method: 'POST', target: '/admin/worlds', body: JSON.stringify(question())})} /></div>
      </form>
    </${Dialog}>`;
}
