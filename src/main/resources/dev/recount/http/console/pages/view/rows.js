// The rows of a view: filtered, sorted, grouped, as of any time.
import {html, useMemo, useState} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {useFollowing, useMoment, usePages} from '../../server/asking.js';
import {change, link, useAddress} from '../../place/address.js';
import {Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Page} from '../../parts/page.js';
import {Table} from '../../parts/table.js';
import {words} from '../../parts/form.js';
import {Filters, PREFIX} from './filters.js';
import {Past} from './past.js';
import {isNumeric, Value} from './value.js';

const PAGE = 200;
const EVERY_MS = 5_000;

export function Rows({view}) {
  const {at, known} = useMoment();
  const {query} = useAddress();
  const {sort = '', group = '', sum = ''} = query;
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => name.startsWith(PREFIX)).map(([name, value]) => [name.slice(PREFIX.length), value]));
  const asked = target(['views', view.view], {...filters, sort: group ? '' : sort, group, sum: group ? sum : '', at, known, limit: PAGE, count: group ? '' : true});
  const rows = usePages(asked, group ? 'groups' : 'rows');
  const [isCharted, setCharted] = useState(false);
  useFollowing(at ? null : () => true, () => rows.rows.length <= PAGE && rows.again(), EVERY_MS);
  const columns = useMemo(
    () => group ? groupColumns(view, group, sum) : rowColumns(view, sort),
    [view, group, sum, sort]);
  const behind = Number(rows.first?.behind ?? 0);
  const count = rows.first?.count;
  return html`
    <${Page} title=${view.view} path=${[{href: link(['views']), text: 'Views'}]}
        lead=${rows.first && html`${count === undefined ? `${rows.rows.length} groups` : `${Number(count).toLocaleString('en')} rows`}${behind > 0 ? `, ${behind} events behind` : ''}${rows.first.uncorrectedSince ? ', not corrected yet: it is being built anew' : ''}`}
        actions=${html`<button type="button" aria-pressed=${isCharted} onClick=${() => setCharted(!isCharted)}>Over time</button>`}>
      <${Filters} view=${view} filters=${filters} group=${group} sum=${sum} />
      ${isCharted && html`<${Past} view=${view} filters=${filters} />`}
      ${rows.problem && html`<${ProblemNotice} problem=${rows.problem} again=${rows.again} />`}
      ${!rows.isAsked && !rows.problem && html`<${Waiting} what="the rows" />`}
      ${rows.isAsked && !rows.problem && (rows.rows.length === 0
        ? html`<${Empty} title=${Object.keys(filters).length > 0 ? 'No row is so' : at ? 'There was no row then' : 'No rows yet'}>
            ${Object.keys(filters).length > 0 ? 'Take a filter out.' : at ? 'Go on in time, or to now.' : 'They come with the first events that the view follows.'}</${Empty}>`
        : html`<${Table} label=${`Rows of ${view.view}`} rows=${rows.rows} columns=${columns}
            rowKey=${row => group ? JSON.stringify(row.group) : view.key.map(field => row[field]).join('/')}
            href=${group ? null : row => link(['views', view.view, ...view.key.map(field => String(row[field]))])}
            isMore=${rows.next !== null} onMore=${rows.more} />`)}
    </${Page}>`;
}

function rowColumns(view, sort) {
  return Object.entries(view.fields).filter(([field]) => !isSubject(view, field)).map(([field, form]) => ({
    name: field,
    title: words(field),
    number: isNumeric(form),
    sorted: sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : undefined,
    onSort: /JSON/i.test(form) ? undefined : () => change({sort: sort === field ? `-${field}` : sort === `-${field}` ? '' : field}),
    width: isNumeric(form) ? 'minmax(130px, 0.7fr)' : 'minmax(150px, 1fr)',
    cell: row => view.key.includes(field)
      ? html`<a href=${link(['views', view.view, ...view.key.map(each => String(row[each]))])}>${String(row[field])}</a>`
      : html`<${Value} row=${row} field=${field} />`,
  }));
}

// Whose a personal value is stands beside it, and is the same for all of a row.
const isSubject = (view, field) => field.endsWith('Subject') && field.slice(0, -'Subject'.length) in view.fields;

function groupColumns(view, group, sum) {
  const plain = group.split(',').map(field => ({name: field, title: words(field), cell: row => html`<${Value} row=${row.group ?? {}} field=${field} />`}));
  const sums = sum ? sum.split(',').map(field => ({name: `sum-${field}`, title: `Sum of ${words(field).toLowerCase()}`, number: true, cell: row => html`<${Value} row=${row.sum ?? {}} field=${field} />`})) : [];
  return [...plain, {name: 'count', title: 'Rows', number: true, cell: row => String(row.count)}, ...sums];
}
