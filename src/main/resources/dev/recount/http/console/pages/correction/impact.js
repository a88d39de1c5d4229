// What would come of a correction: the state, the rows of views, later commands, and what handlers did.
import {html, useEffect, useState} from '../../lib/preact.js';
import {Problem, send} from '../../server/api.js';
import {mayAll, useCaller} from '../../server/caller.js';
import {link} from '../../place/address.js';
import {StreamLink} from '../../parts/links.js';
import {Badge, ProblemNotice, Waiting} from '../../parts/notices.js';
import {fields, Tree} from '../../parts/tree.js';

// What an act asks, as it is tried.
export const whatIsAsked = ({method, target, tried, inQuery}) => ({method, target: inQuery ? `${target}?reason=to+be+looked+at` : target, body: tried});

export function Impact({asked: {method, target, body}, state}) {
  const who = useCaller();
  const [told, setTold] = useState({impact: null, problem: null});
  const dry = mayAll(who, 'preview') ? 'true' : 'state';
  useEffect(() => {
    let isCurrent = true;
    send(method, `${target}${target.includes('?') ? '&' : '?'}dryRun=${dry}`, body).then(
      answer => isCurrent && setTold({impact: answer.body, problem: null}),
      failure => {
        if (!(failure instanceof Problem)) throw failure;
        if (isCurrent) setTold({impact: null, problem: failure});
      });
    return () => { isCurrent = false; };
  }, [target, dry]);
  if (told.problem) return html`<${ProblemNotice} problem=${told.problem} />`;
  return html`<section class="fieldset" aria-label="What would come of it" aria-live="polite">${told.impact === null
    ? html`<${Waiting} what="what would come of it" />`
    : html`<${Told} impact=${told.impact} state=${state} isWhole=${dry === 'true'} />`}</section>`;
}

function Told({impact, state, isWhole}) {
  const views = Object.entries(impact.views ?? {}).filter(([, rows]) => rows.length > 0);
  return html`
    <h3>The state</h3>
    ${impact.patch?.length === 0 ? html`<p>It stays as it is now.</p>` : html`<${Tree} value=${impact.state} before=${state} label="The state as it would be" />`}
    ${!isWhole && html`<p class="hint">What would become of views, commands and handlers is told to those who may preview all.</p>`}
    ${isWhole && html`
      <h3>Rows of views</h3>
      ${views.length === 0 && html`<p>No row becomes another one.</p>`}
      ${views.map(([view, rows]) => html`<div class="pairs" key=${view}><p><a href=${link(['views', view])}>${view}</a>, ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}</p>
        ${rows.slice(0, 20).map((row, i) => html`<div class="pair" key=${i}>
          <div><small>Now</small>${row.now ? html`<${Tree} value=${row.now} label="Now" />` : html`<p>No such row</p>`}</div>
          <div><small>As corrected</small>${row.corrected ? html`<${Tree} value=${row.corrected} before=${row.now} label="As corrected" />` : html`<p>No such row</p>`}</div></div>`)}
        ${rows.length > 20 && html`<p class="hint">and ${rows.length - 20} more</p>`}</div>`)}
      <h3>Later commands</h3>
      ${(impact.commands ?? []).length === 0 ? html`<p>Each later command of the stream would be decided alike by the rules of today.</p>`
        : html`<p>They stay as they were decided. By the rules of today, these would be decided otherwise:</p>
          <ul>${impact.commands.map((each, i) => html`<li key=${i}><${StreamLink} stream=${each.stream} version=${each.version} /> <b>${each.command.name}</b> <code>${fields(each.command.data, 80)}</code> <${Badge} kind="warn">${each.change.toLowerCase().replaceAll('_', ' ')}</${Badge}>
            ${each.other?.reason && html` ${each.other.reason}: ${each.other.message}`}</li>`)}</ul>`}
      <h3>What handlers did</h3>
      ${(impact.effects ?? []).length === 0 ? html`<p>No handler sent a command because of the event.</p>`
        : html`<p>A correction undoes none of this:</p><${Effects} effects=${impact.effects} />`}
      ${impact.complete === false && html`<p class="tile-warn">That is not all: <a href=${link(['worlds', String(impact.world)])}>world ${impact.world}</a> tells the rest.</p>`}`}`;
}

const Effects = ({effects}) => html`<ul class="outline">${effects.map((effect, i) => html`<li key=${i}>
  <${StreamLink} stream=${effect.stream} version=${effect.version} /> <b>${effect.command?.name}</b>
  ${effect.effects && html`<${Effects} effects=${effect.effects} />`}</li>`)}</ul>`;
