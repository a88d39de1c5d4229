// The measurements of the last hour that tell how a server does; all others are at /metrics.
import {html, useMemo} from '../lib/preact.js';
import {Chart, compact} from '../parts/chart.js';
import {Answered, Empty} from '../parts/notices.js';
import {Section} from '../parts/page.js';
import {useRepeated} from './overview.js';

const MOST_LINES = 5;
const sum = (one, other) => one + other;
const MB = 1_048_576;

// by: the label that has a line of its own for each value; others are put together by `join`.
// each: how much there was of what is counted, in the middle.
const CHARTS = [
  {title: 'Commands', name: 'recount.commands', by: 'outcome', unit: 'a second', join: sum},
  {title: 'Answered within, for 99 of 100 commands', name: 'recount.command.duration.p99', by: 'type', unit: 'ms', factor: 1000, join: Math.max},
  {title: 'Events stored', name: 'recount.journal.batch.events.rate', each: 'recount.journal.batch.events.mean', unit: 'a second', join: sum},
  {title: 'Views behind by', name: 'recount.view.lag', by: 'view', unit: 's', join: Math.max},
  {title: 'Handlers behind by', name: 'recount.handler.lag', by: 'handler', unit: 's', join: Math.max},
  {title: 'Pending work', name: 'recount.handler.pending', by: 'handler', unit: 'entries', join: sum},
  {title: 'Requests that wait for an answer', name: 'recount.commands.in.flight', unit: 'requests', join: sum},
  {title: 'Not sealed for', name: 'recount.seal.unsealed.age', by: 'entries', unit: 's', join: Math.max},
  {title: 'Processor', name: 'process.cpu.usage', unit: '%', factor: 100, join: sum},
  {title: 'Heap', name: 'jvm.memory.used', of: ({area}) => area === 'heap', unit: 'MB', factor: 1 / MB, join: sum},
  {title: 'Free on the disk', name: 'recount.disk.free.bytes', unit: 'GB', factor: 1 / (1024 * MB), join: Math.min},
  {title: 'Connections', name: 'recount.http.connections', unit: 'connections', join: sum},
];

const NAMES = [...new Set(CHARTS.flatMap(({name, each}) => each ? [name, each] : [name]))];

export function drawn({times, series}) {
  const stamps = times.map(time => Date.parse(time));
  return CHARTS.map(chart => ({...chart, times: stamps, series: lines(chart, series)})).filter(chart => chart.series.length > 0);
}

function lines({name, each, title, by, of = () => true, factor = 1, join}, series) {
  const measured = series.filter(one => one.name === name && of(one.labels)).map(one => each ? all(one, each, series) : one);
  const found = Map.groupBy(measured, ({labels}) => by ? labels[by] ?? '' : title);
  return [...found].map(([label, together]) => ({
    name: label.toLowerCase().replaceAll('_', ' '),
    values: together[0].values.map((_, i) => {
      const numbers = together.map(({values}) => values[i]).filter(value => value !== null).map(Number);
      return numbers.length === 0 ? null : numbers.reduce((one, other) => join(one, other)) * factor;
    }),
  })).sort((one, other) => weight(other) - weight(one)).slice(0, MOST_LINES);
}

function all(counted, each, series) {
  const labels = JSON.stringify(counted.labels);
  const means = series.find(one => one.name === each && JSON.stringify(one.labels) === labels)?.values ?? [];
  return {...counted, values: counted.values.map((count, i) => count === null ? null : Number(count) * Number(means[i] ?? 0))};
}

const weight = ({values}) => values.reduce((before, value) => before + Math.abs(value ?? 0), 0);

export function Measurements() {
  const answer = useRepeated(`/admin/measurements?minutes=60&name=${NAMES.join(',')}`);
  return html`
    <${Section} id="measurements" title="The last hour of this node">
      <${Answered} answer=${answer} what="the measurements">${body => html`<${Charts} body=${body} />`}</${Answered}>
    </${Section}>`;
}

function Charts({body}) {
  const charts = useMemo(() => drawn(body), [body]);
  if (body.times.length < 2) return html`<${Empty} title="Nothing measured yet">The first chart comes within half a minute after the start.</${Empty}>`;
  return html`<div class="charts">${charts.map(chart => html`
    <figure class="chart" key=${chart.name}>
      <h3><span>${chart.title}</span><small>${last(chart)}</small></h3>
      <${Chart} label=${chart.title} times=${chart.times} series=${chart.series} unit=${chart.unit} />
    </figure>`)}</div>`;
}

function last({series, unit}) {
  const value = series.length === 1 ? series[0].values.findLast(each => each !== null) : undefined;
  return value === undefined ? unit : `${compact(value)} ${unit}`;
}
