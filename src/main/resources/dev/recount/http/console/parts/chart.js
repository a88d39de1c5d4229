// A chart of numbers over time. What draws it is loaded where the first chart is.
import {html, useEffect, useRef} from '../lib/preact.js';
import {shown} from '../place/time.js';

const edition = new URL('..', import.meta.url);
let loading = null;

function loadedUPlot() {
  loading ??= import('../lib/uplot.js').then(module => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('lib/uplot.css', edition);
    return new Promise(done => {
      style.onload = style.onerror = () => done(module.default);
      document.head.append(style);
    });
  });
  return loading;
}

const COLOURS = ['--accent', '--good', '--lit-line', '--violet', '--bad', '--muted'];
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// times are milliseconds; series: [{name, values}]; unit is said beside the numbers.
// An axis, where it is said, places times as the bar does.
export function Chart({label, times, series, unit = '', onPick, axis: placed}) {
  const box = useRef(null);
  const drawn = useRef(null);
  const data = [times.map(time => placed ? placed.place(time) : time / 1000), ...series.map(({values}) => values)];
  const shape = series.map(({name}) => name).join('\n');
  useEffect(() => {
    let isOver = false;
    let observer = null;
    loadedUPlot().then(UPlot => {
      if (isOver) return;
      const size = () => ({width: Math.max(120, box.current.clientWidth), height: Math.max(80, box.current.clientHeight)});
      const axis = {stroke: colour('--muted'), grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line')}, font: '11px system-ui'};
      drawn.current = new UPlot({
        ...size(),
        padding: [8, placed ? 36 : 12, 0, 0],
        tzDate: time => UPlot.tzDate(new Date(time * 1000), 'UTC'),
        cursor: {y: false, points: {size: 6}},
        legend: {show: false},
        scales: {x: {time: !placed}, y: {range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.1 : 1]}},
        axes: [{...axis, space: 90, values: (_, ticks) => ticks.map(tick => tickText(placed ? placed.time(tick) : tick * 1000, times))}, {...axis, size: 54, values: (_, ticks) => ticks.map(compact)}],
        series: [{}, ...series.map(({name}, i) => ({
          label: name,
          stroke: colour(COLOURS[i % COLOURS.length]),
          fill: series.length === 1 ? colour('--accent-soft') : undefined,
          width: 1.5,
          points: {show: false},
        }))],
        hooks: {ready: [plot => onPick && plot.over.addEventListener('click', () => plot.cursor.idx !== null && onPick(times[plot.cursor.idx]))]},
      }, data, box.current);
      observer = new ResizeObserver(() => drawn.current?.setSize(size()));
      observer.observe(box.current);
    });
    return () => {
      isOver = true;
      observer?.disconnect();
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [shape]);
  useEffect(() => drawn.current?.setData(data), [times, series]);
  const last = series.map(({name, values}) => `${name}: ${values.findLast(value => value !== null) ?? 'nothing'} ${unit}`).join(', ');
  return html`
    <div class="chart-box" ref=${box} role="img" aria-label=${`${label}, from ${shown(iso(times[0]))} to ${shown(iso(times.at(-1)))}; last ${last}`}></div>
    ${series.length > 1 && html`<ul class="legend">${series.map(({name}, i) => html`<li key=${name} class=${`legend-${i % COLOURS.length}`}>${name}</li>`)}</ul>`}`;
}

// Hours where it is hours, and else days.
const tickText = (time, times) => times.at(-1) - times[0] < 2 * 86_400_000 ? iso(time).slice(11, 16) : iso(time).slice(0, 10);

const iso = time => time === undefined ? '' : new Date(time).toISOString();

export function compact(value) {
  if (value === null || value === undefined) return '';
  const size = Math.abs(value);
  const [by, unit] = size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e4 ? [1e3, 'k'] : [1, ''];
  const number = value / by;
  return `${Number.isInteger(number) ? number : Number(number.toPrecision(3))}${unit}`;
}
