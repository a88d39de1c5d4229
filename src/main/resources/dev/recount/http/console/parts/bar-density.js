// The picture behind the slider: how many events there were when, and what else was of note.
import {html} from '../lib/preact.js';
import {placeOf} from '../server/timeline.js';
import {shown as shownTime} from '../place/time.js';

const HEIGHT = 40;
const WIDTH = 1000;

export const KINDS = {
  CORRECTION: {title: 'Correction', class: 'mark-correction'},
  ERASURE: {title: 'Erasure', class: 'mark-erasure'},
  SETTLED: {title: 'Settled point', class: 'mark-settled'},
  DEPLOYMENT: {title: 'Other rules', class: 'mark-deployment'},
  SEAL: {title: 'Seal', class: 'mark-seal'},
};

export function Density({timeline, x}) {
  return html`
    <svg class="density" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      ${timeline.segments.map(segment => html`
        <rect key=${segment.from} class="density-ground" x=${segment.x * WIDTH} width=${segment.width * WIDTH} y="0" height=${HEIGHT} />
        <path class="density-events" d=${outline(segment)} />`)}
      <rect class="density-after" x=${x * WIDTH} width=${Math.max(0, (1 - x) * WIDTH)} y="0" height=${HEIGHT} />
    </svg>
    <div class="marks" aria-hidden="true">
      ${timeline.marks.map((mark, i) => html`
        <span key=${i} class=${`mark ${KINDS[mark.kind]?.class ?? ''}`} title=${told(mark)}
          style=${{left: `${placeOf(timeline, Date.parse(mark.time)) * 100}%`}}></span>`)}
    </div>`;
}

export const told = ({kind, time, text, count}) =>
  `${KINDS[kind]?.title ?? kind}, ${shownTime(time)}: ${text}${count > 1 ? ` (the first of ${count})` : ''}`;

// Few events beside many are to be seen as well: heights grow with the root, and are those of their own stretch.
function outline({from, to, x, width, buckets}) {
  const most = Math.max(1, ...buckets.map(bucket => bucket.events));
  const scale = time => (x + width * (time - from) / (to - from)) * WIDTH;
  const inside = buckets.filter(bucket => bucket.to > from && bucket.from < to);
  const points = inside.map(bucket => {
    const top = bucket.events === 0 ? HEIGHT : HEIGHT - 3 - (HEIGHT - 6) * Math.sqrt(bucket.events / most);
    return `L${scale(Math.max(bucket.from, from)).toFixed(1)} ${top.toFixed(1)}L${scale(Math.min(bucket.to, to)).toFixed(1)} ${top.toFixed(1)}`;
  });
  return `M${(x * WIDTH).toFixed(1)} ${HEIGHT}${points.join('')}L${((x + width) * WIDTH).toFixed(1)} ${HEIGHT}Z`;
}
