// A row, and why it is so: the events and commands that made it.
import {html, useMemo} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useAnswer, useMoment, usePages} from '../../server/asking.js';
import {link} from '../../place/address.js';
import {shown} from '../../place/time.js';
import {isNumber} from '../../server/json.js';
import {Chart} from '../../parts/chart.js';
import {Answered, Badge, Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page, Section} from '../../parts/page.js';
import {Tree} from '../../parts/tree.js';
import {words} from '../../parts/form.js';

export function Row({view, rowKey}) {
  const {at, known} = useMoment();
  const row = useAnswer(target(['views', view.view, ...rowKey], {at, known}), {follow: at ? null : () => true, every: 3_000});
  return html`
    <${Page} title=${rowKey.join('/')} path=${[{href: link(['views']), text: 'Views'}, {href: link(['views', view.view]), text: view.view}]}
        lead="A row, and the events that made it so.">
      <div class="columns">
        <section class="card sticky" aria-label="The row">
          <${Answered} answer=${row} what="the row" notThere=${html`<${Empty} title=${at ? 'There was no such row then' : 'There is no such row'} />`}>
            ${({row: value}) => html`<${Tree} value=${value} label="The row" />`}</${Answered}>
        </section>
        <${Why} view=${view} rowKey=${rowKey} at=${at} known=${known} />
      </div>
    </${Page}>`;
}

function Why({view, rowKey, at, known}) {
  const steps = usePages(target(['views', view.view, 'why', ...rowKey], {at, known, limit: 50}), 'steps');
  if (steps.problem) return html`<${ProblemNotice} problem=${steps.problem} again=${steps.again} />`;
  if (!steps.isAsked) return html`<${Waiting} what="the events that made it" />`;
  return html`
    <${Section} id="why" title="Why it is so">
      ${steps.rows.length === 0 && html`<${Empty} title="Nothing is known of what made it" />`}
      ${steps.first && !steps.first.complete && html`<p class="hint">${steps.first.incomplete ?? 'Not all that made it can be told.'}</p>`}
      <${Numbers} steps=${steps.rows} />
      <ol class="story">${steps.rows.map((step, i) => html`<${Step} key=${step.event?.id ?? i} step=${step} />`)}</ol>
      ${steps.next && html`<p class="buttons"><button type="button" onClick=${steps.more}>Earlier</button></p>`}
    </${Section}>`;
}

function Step({step: {event, cause, time, before, after, changed}}) {
  const stream = event?.source?.replace('/streams/', '').split('/');
  const lit = value => Object.fromEntries((changed ?? []).map(field => [field, value?.[field] ?? null]));
  return html`
    <li class="story-item"><span class="story-dot" aria-hidden="true"></span>
      <div class="story-button">
        <span class="story-name">${event ? event.type.split('.').slice(1).join('.') : 'An event that is not told'} ${after === null && html`<${Badge} kind="bad">row removed</${Badge}>`}${before === null && html`<${Badge} kind="good">row made</${Badge}>`}</span>
        <span class="story-version">${stream && html`<a href=${link(['streams', ...stream], {v: `v${event.version}`})}>${stream.join('/')}@${event.version}</a>`}</span>
        <span class="story-why"><time>${shown(time ?? event?.time)}</time>${cause && ` · ${cause.command?.name ?? 'a command'} by ${cause.principal}`}</span>
        ${after && html`<div class="story-data"><${Tree} value=${before ? lit(after) : after} before=${before ? lit(before) : {}} label="What changed" /></div>`}
      </div></li>`;
}

// Each number of the row over time, as its steps tell it.
function Numbers({steps}) {
  const charts = useMemo(() => {
    const told = steps.filter(({after, time, event}) => after && (time ?? event?.time)).toReversed();
    const fields = Object.keys(told[0]?.after ?? {}).filter(field => told.every(({after}) => after[field] === null || isNumber(after[field])));
    return fields.filter(field => new Set(told.map(({after}) => String(after[field]))).size > 1).map(field => ({
      field,
      times: told.map(({time, event}) => Date.parse(time ?? event.time)),
      series: [{name: field, values: told.map(({after}) => after[field] === null ? null : Number(after[field]))}],
    }));
  }, [steps]);
  return charts.slice(0, 3).map(chart => html`
    <figure class="chart" key=${chart.field}><h3>${words(chart.field)}</h3>
      <${Chart} label=${chart.field} times=${chart.times} series=${chart.series} /></figure>`);
}
