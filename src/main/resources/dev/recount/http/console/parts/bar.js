// The bar: as of when everything is shown, on the whole span of the log.
import {html, useCallback, useEffect, useLayoutEffect, useRef, useState} from '../lib/preact.js';
import {awaited, Problem} from '../server/api.js';
import {address, change, useAddress} from '../place/address.js';
import {instant, rounded, shown, text, typed} from '../place/time.js';
import {useKey} from '../place/keys.js';
import {useFollowing} from '../server/asking.js';
import {first, isNotGiven, last, neighbour, placeOf, stepAt, timeAt, timeline} from '../server/timeline.js';
import {Density, KINDS, told} from './bar-density.js';
import {Dialog} from './dialog.js';

const STEPS = 1000;
const PLAY_STEPS = 80;
const PLAY_MS = 400;
const EVERY_MS = 30_000;
const NOW = {at: ''};

// What a page of its own knows of the events next to a time: (isNext) => the time of one, or nothing.
export const stepper = {step: null};

const moveTo = at => change({}, {at});

function useTimeline(part) {
  const [state, setState] = useState({timeline: null, problem: null});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    timeline({...part, signal: stop.signal}).then(
      found => setState({timeline: found, problem: null}),
      failure => {
        if (failure instanceof Problem) setState(before => ({...before, problem: failure}));
        else if (failure.name !== 'AbortError') throw failure;
      });
    return () => stop.abort();
  }, [part, turn]);
  useFollowing(() => true, () => setTurn(before => before + 1), EVERY_MS);
  return state;
}

export function Bar() {
  const {at} = useAddress();
  const [part, setPart] = useState({});
  const {timeline: span, problem} = useTimeline(part);
  const [isPlaying, setPlaying] = useState(false);
  const [marksAreOpen, setMarksOpen] = useState(false);
  const isUsable = span !== null && !span.isEmpty;
  const time = instant(at);
  const x = !isUsable || time === null ? 1 : placeOf(span, time);

  const slide = useCallback(value => {
    const place = value / STEPS;
    change({}, value >= STEPS ? NOW : {at: rounded(timeAt(span, place), stepAt(span, place, STEPS))});
  }, [span]);

  usePlay(isPlaying && isUsable, x, slide, () => setPlaying(false));

  async function step(isNext) {
    const from = time ?? Date.now();
    const found = stepper.step ? await stepper.step(isNext) : isUsable ? await neighbour(span, from, isNext) : null;
    if (address.get().at !== at) return; // elsewhere meanwhile
    if (found) moveTo(typeof found === 'string' ? found : text(found));
    else if (isNext) moveTo('');
  }

  function zoom(factor) {
    const middle = time ?? last(span);
    const half = (last(span) - first(span)) * factor / 2;
    setPart(factor === 0 ? {} : {from: middle - half, to: Math.min(middle + half, Date.now())});
  }

  useKey('n', 'Look at now', () => moveTo(''));
  useKey(',', 'To the event before', () => step(false));
  useKey('.', 'To the next event', () => step(true));
  useKey('p', 'Play, or stop playing', () => setPlaying(before => !before));

  return html`
    <section class=${at ? 'bar bar-past' : 'bar'} aria-label="As of when">
      <div class="bar-line">
        <div class="group" role="group" aria-label="Step and play">
          <button type="button" class="icon" aria-label="To the event before" title="To the event before ( , )" onClick=${() => step(false)}>‹</button>
          <button type="button" class="icon" aria-label=${isPlaying ? 'Stop playing' : 'Play'} title="Play ( p )" aria-pressed=${isPlaying}
            disabled=${!isUsable} onClick=${() => setPlaying(!isPlaying)}>${isPlaying ? '❚❚' : '▶'}</button>
          <button type="button" class="icon" aria-label="To the next event" title="To the next event ( . )" onClick=${() => step(true)}>›</button>
        </div>
        <${DateField} at=${at} />
        <button type="button" class=${at ? 'primary' : ''} aria-pressed=${!at} title="Look at now ( n )" onClick=${() => moveTo('')}>Now</button>
        <${Known} />
        ${isUsable && html`
          <div class="group bar-zoom" role="group" aria-label="Part of the log">
            <button type="button" class="icon" aria-label="See less of the log, more closely" onClick=${() => zoom(0.25)}>+</button>
            <button type="button" class="icon" aria-label="See more of the log" onClick=${() => zoom(4)}>−</button>
            <button type="button" disabled=${!part.from} onClick=${() => zoom(0)}>Whole log</button>
          </div>`}
        ${isUsable && span.marks.length > 0 && html`
          <button type="button" class="quiet" onClick=${() => setMarksOpen(true)}>Marks (${span.marks.length})</button>`}
      </div>
      ${isUsable && html`
        <div class="track">
          <${Density} timeline=${span} x=${x} />
          <input type="range" class="slider" min="0" max=${STEPS} step="1" value=${Math.round(x * STEPS)}
            aria-label="As of when" aria-valuetext=${at ? shown(at) || at : 'now'}
            onInput=${event => slide(Number(event.target.value))} />
        </div>
        <div class="span" aria-hidden="true"><span>${shown(rounded(first(span), 86_400_000))}</span>
          <span>${at ? '' : 'now'}</span></div>`}
      ${span?.isEmpty && html`<p class="hint">Nothing has happened yet: the slider comes with the first event.</p>`}
      ${problem && html`<p class="hint">${isNotGiven(problem)
        ? 'When events happened is told to those alone who may follow the whole log. Type a date to look at the past.'
        : problem.message}</p>`}
      ${marksAreOpen && html`<${Marks} span=${span} onClose=${() => setMarksOpen(false)} />`}
    </section>`;
}

function DateField({at}) {
  const [isWrong, setWrong] = useState(false);
  const field = useRef(null);
  useLayoutEffect(() => {
    field.current.value = shown(at) || at;
    setWrong(false);
  }, [at]);
  function submit(event) {
    event.preventDefault();
    const said = field.current.value.trim();
    if (said === (shown(at) || at)) return setWrong(false);
    const wanted = said === '' ? '' : typed(said);
    setWrong(wanted === null);
    if (wanted !== null) moveTo(wanted);
    return undefined;
  }
  return html`
    <form class="date" onSubmit=${submit}>
      <input ref=${field} class="date-field" aria-label="A day, or a day and a time, in UTC" placeholder="Now, or a date (UTC)"
        autocomplete="off" spellcheck="false" aria-invalid=${isWrong} aria-describedby=${isWrong ? 'date-wrong' : undefined}
        onBlur=${submit} />
      ${isWrong && html`<span id="date-wrong" class="wrong" role="alert">as in 1993-12-31 or 1993-12-31 12:00</span>`}
    </form>`;
}

function Known() {
  const {known} = useAddress();
  const isTime = known !== '' && known !== 'recorded';
  const [isAsking, setAsking] = useState(false);
  return html`
    <label class="known"><span class="known-label">read</span>
      <select aria-label="Which corrections are laid over" value=${isTime || isAsking ? 'time' : known}
        onChange=${({target: {value}}) => {
          setAsking(value === 'time');
          if (value !== 'time') change({}, {known: value});
        }}>
        <option value="">as corrected</option>
        <option value="recorded">as recorded</option>
        <option value="time">as known at…</option>
      </select></label>
    ${(isTime || isAsking) && html`
      <input class="date-field" aria-label="Known at: a day, or a day and a time, in UTC" placeholder="1993-12-31" value=${isTime ? shown(known) : ''}
        onChange=${event => {
          const wanted = typed(event.target.value);
          if (wanted) change({}, {known: wanted});
          else event.target.value = isTime ? shown(known) : '';
        }} />`}`;
}

function usePlay(isPlaying, x, slide, end) {
  const last = useRef({});
  last.current = {x, slide, end};
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (last.current.x >= 1) last.current.slide(0);
    const timer = setInterval(() => {
      if (awaited.get() > 1) return; // the subscription is one
      const next = Math.round(last.current.x * STEPS) + STEPS / PLAY_STEPS;
      last.current.slide(Math.min(STEPS, next));
      if (next >= STEPS) last.current.end();
    }, PLAY_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
}

function Marks({span, onClose}) {
  return html`
    <${Dialog} title="Marks on the log" onClose=${onClose}>
      <ul class="mark-list">
        ${span.marks.map((mark, i) => html`<li key=${i}>
          <button type="button" class="row-button" onClick=${() => { moveTo(mark.time); onClose(); }}>
            <span class=${`mark-sample ${KINDS[mark.kind]?.class ?? ''}`} aria-hidden="true"></span>${told(mark)}</button></li>`)}
      </ul>
      ${span.marksLeftOut > 0 && html`<p class="hint">${span.marksLeftOut} more are left out: look at a part of the log to see them.</p>`}
    </${Dialog}>`;
}
