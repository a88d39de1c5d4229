// The graph of a conversation: layers from top to bottom, each node above what it led to.
import {html, useEffect, useMemo, useRef, useState} from '../../lib/preact.js';
import {eventName} from '../../parts/links.js';

const WIDTH = 224;
const HEIGHT = 66;
const AGENT = 26;
const GAP = 18;
const LAYER = 38;
const MARGIN = 8;
const LONGEST = 28;

const shortened = (text, longest = LONGEST) => text.length > longest ? text.slice(0, longest - 1) + '…' : text;
const heightOf = ({kind}) => kind === 'by' ? AGENT : HEIGHT;

// Places nodes: leaves side by side, and each other one in the middle above those that it led to.
function placed({roots}) {
  const places = new Map();
  let right = MARGIN;
  let bottom = 0;
  const place = (node, y) => {
    const below = y + heightOf(node) + LAYER;
    bottom = Math.max(bottom, y + heightOf(node));
    let x = right;
    if (node.children.length === 0) right += WIDTH + GAP;
    else {
      for (const child of node.children) place(child, below);
      x = (places.get(node.children[0]).x + places.get(node.children.at(-1)).x) / 2;
    }
    places.set(node, {x, y});
  };
  for (const root of roots) place(root, MARGIN);
  return {places, width: right - GAP + MARGIN, height: bottom + MARGIN};
}

export const outcomeOf = ({outcome, reason, events}) => outcome === 'rejected' ? `rejected: ${reason}`
  : (events ?? []).map(({type}) => eventName(type)).join(', ') || 'no event';

export const agentName = principal => (principal ?? '').startsWith('handler:') ? principal.slice('handler:'.length) : principal;

export function Graph({tree, kinds, selected, onSelect, label}) {
  const {places, width, height} = useMemo(() => placed(tree), [tree]);
  const [isFitted, setFitted] = useState(false);
  const svg = useRef(null);
  const box = useRef(null);
  useEffect(() => {
    const node = svg.current.querySelector('[aria-pressed="true"]');
    const {left, width: wide} = node?.getBoundingClientRect() ?? {};
    const {left: from, width: seen} = box.current.getBoundingClientRect();
    if (node && (left < from || left + wide > from + seen)) box.current.scrollLeft += left + wide / 2 - from - seen / 2;
  }, [tree]);

  function key(event) {
    const node = tree.decisions.find(({key: name}) => name === event.target.dataset?.node);
    const next = node && goTo(node, event.key);
    if (event.key === 'Enter' || event.key === ' ') onSelect(event.target.dataset.node);
    else if (!next) return;
    event.preventDefault();
    if (!next) return;
    onSelect(next.key);
    const found = [...svg.current.querySelectorAll('[data-node]')].find(each => each.dataset.node === next.key);
    found.focus();
    found.scrollIntoView({block: 'nearest', inline: 'nearest'});
  }

  return html`
    <div class="stack">
      <div ref=${box} class=${isFitted ? 'drawing fitted' : 'drawing'}>
        <svg ref=${svg} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${label} onKeyDown=${key}>
          ${[...places].flatMap(([node, from]) => node.children.map(child => html`<path key=${`${node.key}>${child.key}`} class="graph-edge" d=${edge(node, from, places.get(child))} />`))}
          ${[...places].map(([node, at]) => node.kind === 'by'
            ? html`<${Agent} key=${`by ${node.key}`} node=${node} at=${at} />`
            : html`<${Decided} key=${node.key} node=${node} at=${at} isProcess=${kinds.has(node.decision.stream.split('/')[0])}
                isSelected=${node.key === selected} onSelect=${onSelect} />`)}
        </svg>
      </div>
      <p class="line"><button type="button" class="quiet" aria-pressed=${isFitted} onClick=${() => setFitted(!isFitted)}>Fit to the width</button>
        <span class="hint">Arrow keys go along: down to what it led to, up to its cause. The outline says the same in words.</span></p>
    </div>`;
}

function edge(node, from, to) {
  const [x1, y1, x2] = [from.x + WIDTH / 2, from.y + heightOf(node), to.x + WIDTH / 2];
  const middle = (y1 + to.y) / 2;
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${to.y}`;
}

function goTo(node, key) {
  const beside = node.parent?.children ?? [];
  const agents = node.parent?.parent?.children ?? [];
  const around = agents.length > 1 ? agents.flatMap(({children}) => children) : beside;
  switch (key) {
    case 'ArrowDown': return node.children[0]?.children[0];
    case 'ArrowUp': return node.parent?.parent;
    case 'ArrowRight': return around[around.indexOf(node) + 1];
    case 'ArrowLeft': return around[around.indexOf(node) - 1];
    default: return undefined;
  }
}

function Agent({node: {principal, because}, at: {x, y}}) {
  const isHandler = (principal ?? '').startsWith('handler:');
  const text = shortened(`${isHandler ? '' : 'by '}${agentName(principal)}`, 30);
  const width = Math.min(WIDTH, 24 + 6.6 * text.length);
  return html`<g class="graph-by"><rect x=${x + (WIDTH - width) / 2} y=${y} width=${width} height=${AGENT} rx="13" />
    <text x=${x + WIDTH / 2} y=${y + 17} text-anchor="middle">${text}<title>${isHandler ? `the handler ${agentName(principal)}` : principal}${because ? `, because of ${because}` : ''}</title></text></g>`;
}

function Decided({node: {key, decision, parent}, at: {x, y}, isProcess, isSelected, onSelect}) {
  const {stream, command, outcome, principal} = decision;
  const name = command?.name ?? 'a command';
  const isRejected = outcome === 'rejected';
  const told = `${name} to ${stream}: ${outcomeOf(decision)}; by ${agentName(principal)}${parent?.event ? `, because of ${parent.event}` : ''}`;
  return html`
    <g class=${`graph-node${isProcess ? ' process' : ''}${isRejected ? ' rejected' : ''}`} data-node=${key} role="button" tabindex=${isSelected ? 0 : -1}
        aria-pressed=${isSelected} aria-label=${told} onClick=${() => onSelect(key)}>
      <rect x=${x} y=${y} width=${WIDTH} height=${HEIGHT} rx="7" />
      <rect class="graph-band" x=${x} y=${y + 8} width="4" height=${HEIGHT - 16} rx="2" />
      <text class="graph-name" x=${x + 14} y=${y + 21}>${shortened(name)}</text>
      <text class="graph-stream" x=${x + 14} y=${y + 38}>${shortened(stream)}</text>
      <text class="graph-events" x=${x + 14} y=${y + 55}>${shortened(`→ ${outcomeOf(decision)}`)}</text>
      <title>${told}</title>
    </g>`;
}
