// The rows of a world's view that are others than on record.
import {html} from '../../lib/preact.js';
import {path as target} from '../../server/api.js';
import {usePages} from '../../server/asking.js';
import {link} from '../../place/address.js';
import {changes} from '../../server/json.js';
import {words} from '../../parts/form.js';
import {Empty, ProblemNotice, Waiting} from '../../parts/notices.js';
import {Value} from '../view/value.js';

const PAGE = 100;

export function RowDifferences({id, view}) {
  const rows = usePages(target(['admin', 'worlds', id, 'views', view, 'difference'], {limit: PAGE}), 'rows');
  if (rows.problem) return html`<${ProblemNotice} problem=${rows.problem} again=${rows.again} />`;
  if (!rows.isAsked) return html`<${Waiting} what="the rows" />`;
  if (rows.rows.length === 0) return html`<${Empty} title=${`Each row of ${view} is as it is on record`}>Look at another view, or ask another question.</${Empty}>`;
  const names = [...new Set(rows.rows.flatMap(({recorded, other}) => Object.keys(recorded ?? other)))].filter(name => !name.endsWith('Subject') && !['erased', 'masked'].includes(name));
  return html`
    <div class="table-box" tabindex="0" role="region" aria-label=${`Rows of ${view} that differ`}><table class="plain">
      <thead><tr>${names.map(name => html`<th scope="col" key=${name}>${words(name)}</th>`)}<th scope="col">Row</th></tr></thead>
      <tbody>${rows.rows.map(({recorded, other}, i) => {
        const lit = recorded && other ? changes(recorded, other) : new Map();
        return html`<tr key=${i}>${names.map(name => html`<td key=${name}>${lit.has(`/${name}`)
          ? html`<span class="tree-lit"><${Value} row=${other} field=${name} /></span> <del class="tree-before"><span class="visually-hidden">on record: </span><${Value} row=${recorded} field=${name} /></del>`
          : html`<${Value} row=${other ?? recorded} field=${name} />`}</td>`)}
          <td>${!recorded ? 'in this world alone' : !other ? 'on record alone' : 'differs'}</td></tr>`;
      })}</tbody>
    </table></div>
    ${rows.next && html`<p class="buttons section-below"><button type="button" onClick=${rows.more}>More</button></p>`}
    <p class="hint">Lit is what the row has in this world; crossed out, what it has on record. <a href=${link(['views', view])}>The view as it is</a></p>`;
}
