// A number of a view over time, from the past that its rows have.
import {html, useEffect, useMemo, useState} from '../../lib/preact.js';
import {get, path as target, Problem} from '../../server/api.js';
import {useMoment} from '../../server/asking.js';
import {change} from '../../place/address.js';
import {rounded} from '../../place/time.js';
import {placeOf, timeAt, timeline} from '../../server/timeline.js';
import {Chart} from '../../parts/chart.js';
import {words} from '../../parts/form.js';
import {Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {isNumeric} from './value.js';

const POINTS = 32;
const MOST_GROUPS = 1000;

export function Past({view, filters}) {
  const {known} = useMoment();
  const numeric = Object.entries(view.fields).filter(([, form]) => isNumeric(form)).map(([name]) => name);
  const groups = Object.entries(view.fields).filter(([, form]) => /^one of|true or false/i.test(form)).map(([name]) => name);
  const [what, setWhat] = useState('');
  const [by, setBy] = useState(groups[0] ?? '');
  const [told, setTold] = useState({points: null, problem: null, span: null});
  const question = JSON.stringify({filters, what, by, known});
  useEffect(() => {
    const stop = new AbortController();
    setTold({points: null, problem: null});
    ask(view, filters, what, by, known, stop.signal, (points, span) => setTold({points, span, problem: null})).catch(failure => {
      if (failure instanceof Problem) setTold({points: null, problem: failure});
      else if (failure.name !== 'AbortError') throw failure;
    });
    return () => stop.abort();
  }, [view.view, question]);
  const drawn = useMemo(() => lines(told.points ?? [], what, by), [told, what, by]);
  if (!view.history) return html`<${Empty} title="This view keeps no past">Its rows are known as they are now alone.</${Empty}>`;
  return html`
    <figure class="chart section-below">
      <div class="filters">
        <label class="field"><span>Over time</span><select value=${what} onChange=${event => setWhat(event.target.value)}>
          <option value="">number of rows</option>${numeric.map(name => html`<option key=${name} value=${name}>sum of ${words(name).toLowerCase()}</option>`)}</select></label>
        <label class="field"><span>A line for each</span><select value=${by} onChange=${event => setBy(event.target.value)}>
          ${Object.keys(view.fields).filter(name => groups.includes(name) || name === by).map(name => html`<option key=${name} value=${name}>${words(name)}</option>`)}
          <option value="">nothing: one line</option></select></label>
      </div>
      ${told.problem ? html`<${ProblemNotice} problem=${told.problem} />`
        : drawn.times.length < 2 ? html`<${Waiting} what="the past" />`
          : html`<${Chart} label=${`${what || 'rows'} of ${view.view}`} times=${drawn.times} series=${drawn.series} axis=${{place: time => placeOf(told.span, time), time: x => timeAt(told.span, x)}}
              onPick=${time => change({}, {at: rounded(time, 86_400_000)})} /><p class="hint">Click on a time to look at everything as it was then.</p>`}
    </figure>`;
}

// The points come one after another, so that a long past shows itself while it is asked for.
async function ask(view, filters, what, by, known, signal, show) {
  const span = await timeline({signal});
  if (span.isEmpty) return;
  const points = [];
  for (let i = 1; i <= POINTS; i++) {
    const time = timeAt(span, i / POINTS);
    const at = new Date(time).toISOString();
    const {body} = await get(target(['views', view.view],
      by || what ? {...filters, group: by || view.key[0], sum: what, at, known, limit: MOST_GROUPS} : {...filters, count: true, limit: 1, at, known}), {signal});
    if (body.next) throw new Problem(0, {detail: `there are more than ${MOST_GROUPS} groups to add up: take a filter, or a line for each of another field`});
    points.push({time, groups: groups(body, what, by)});
    if (i % 4 === 0 || i === POINTS) show([...points], span);
  }
}

// Sums go with groups: without a field to group by, those of all keys are added up.
function groups(body, what, by) {
  if (!body.groups) return [{group: {}, count: body.count}];
  return by || !what ? body.groups : [{group: {}, sum: {[what]: body.groups.reduce((sum, group) => sum + Number(group.sum[what] ?? 0), 0)}}];
}

function lines(points, what, by) {
  const name = ({group}) => by ? String(group[by] ?? 'none') : what || 'rows';
  const names = [...new Set(points.flatMap(({groups}) => groups.map(name)))].slice(0, 6);
  return {
    times: points.map(({time}) => time),
    series: names.map(each => ({
      name: each,
      values: points.map(({groups}) => {
        const found = groups.find(group => name(group) === each);
        return found ? Number(what ? found.sum?.[what] ?? 0 : found.count) : 0;
      }),
    })),
  };
}
