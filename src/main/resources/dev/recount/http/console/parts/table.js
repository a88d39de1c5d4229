// A long list of which only the rows in sight are there, so that ten thousand are as quick as ten.
import {html, useCallback, useEffect, useLayoutEffect, useRef, useState} from '../lib/preact.js';

const ROW = 34;
const HEAD = 34;
const SPARE = 8;
const NARROWEST = 140;

let tables = 0;

// columns: [{name, title, width, number, sort, cell(row)}]; onMore is called where the end comes into sight.
export function Table({label, columns, rows, rowKey, href, onOpen, onMore, isMore, foot}) {
  const box = useRef(null);
  const id = useRef(0);
  id.current ||= ++tables;
  const [view, setView] = useState({top: 0, height: 600});
  const [active, setActive] = useState(-1);
  const measure = useCallback(() => {
    const {scrollTop, clientHeight} = box.current;
    setView(before => before.top === scrollTop && before.height === clientHeight ? before : {top: scrollTop, height: clientHeight});
  }, []);
  useLayoutEffect(measure, [rows]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const from = Math.max(0, Math.floor(view.top / ROW) - SPARE);
  const to = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW) + SPARE);
  useEffect(() => {
    if (isMore && to >= rows.length - SPARE) onMore?.();
  }, [to, rows.length, isMore]);
  const open = row => {
    if (onOpen) onOpen(row);
    else if (href) location.hash = href(row);
  };

  function key(event) {
    const page = Math.max(1, Math.floor(view.height / ROW) - 2);
    const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity};
    if (event.key === 'Enter' && event.target === box.current && rows[active]) {
      open(rows[active]);
    } else if (event.key in steps && event.target === box.current) {
      event.preventDefault();
      const next = Math.min(rows.length - 1, Math.max(0, active + steps[event.key]));
      setActive(next);
      const top = next * ROW;
      if (top < box.current.scrollTop) box.current.scrollTop = top;
      else if (top + ROW + HEAD > box.current.scrollTop + view.height) box.current.scrollTop = top + ROW + HEAD - view.height;
    }
  }

  const columnStyle = {
    gridTemplateColumns: columns.map(({width}) => width ?? 'minmax(120px, 1fr)').join(' '),
    minWidth: columns.length > 1 ? `${columns.length * NARROWEST}px` : undefined,
  };
  const isLinked = Boolean(href || onOpen);
  return html`
    <div class="table" ref=${box} tabindex="0" role="grid" aria-label=${label} aria-rowcount=${isMore ? -1 : rows.length + 1}
        aria-activedescendant=${active >= from && active < to ? `table-${id.current}-${active}` : undefined}
        onScroll=${measure} onKeyDown=${key}>
      <div class="table-head" role="row" aria-rowindex="1" style=${columnStyle}>
        ${columns.map(column => html`
          <div key=${column.name} role="columnheader" class=${column.number ? 'table-cell number' : 'table-cell'}
            aria-sort=${column.sorted ?? undefined}>
            ${column.onSort ? html`<button type="button" onClick=${column.onSort}>${column.title}${{ascending: ' ↑', descending: ' ↓'}[column.sorted] ?? ''}</button>` : column.title}
          </div>`)}
      </div>
      <div class="table-space" role="rowgroup" style=${{height: `${rows.length * ROW}px`}}>
        <div class="table-window" role="presentation" style=${{transform: `translateY(${from * ROW}px)`}}>
          ${rows.slice(from, to).map((row, i) => html`
            <div key=${rowKey(row)} id=${`table-${id.current}-${from + i}`} role="row" aria-rowindex=${from + i + 2} style=${columnStyle}
                class=${isLinked ? 'table-row linked' : 'table-row'} aria-selected=${active === from + i}
                onClick=${event => { setActive(from + i); if (isLinked && !event.target.closest('a,button')) open(row); }}>
              ${columns.map(column => html`
                <div key=${column.name} role="gridcell" class=${column.number ? 'table-cell number' : 'table-cell'}>${column.cell(row)}</div>`)}
            </div>`)}
        </div>
      </div>
      ${foot && html`<div class="table-foot" role="presentation">${foot}</div>`}
    </div>`;
}
