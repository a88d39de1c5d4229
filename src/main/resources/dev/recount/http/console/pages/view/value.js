// A value of a row.
import {html} from '../../lib/preact.js';
import {isNumber} from '../../server/json.js';
import {Badge} from '../../parts/notices.js';
import {short} from '../../parts/tree.js';

export const isNumeric = form => /number|whole|decimal|fraction/i.test(form) && !/^one of|JSON/i.test(form);

export function Value({row, field}) {
  const value = row[field];
  if (row.erased?.includes(field)) return html`<${Badge} kind="bad" title="Of a person who was forgotten">erased</${Badge}>`;
  if (row.masked?.includes(field)) return html`<${Badge} kind="warn" title="You may not see it">masked</${Badge}>`;
  if (value === null || value === undefined) return html`<span class="hint">none</span>`;
  return isNumber(value) ? String(value) : html`<span title=${short(value)}>${short(value, 120)}</span>`;
}
