// Who may do what: each role's rights as a matrix, and the rules that they come from.
import {html} from '../../lib/preact.js';
import {useAnswer} from '../../server/asking.js';
import {Answered, Empty} from '../../parts/notices.js';
import {Section} from '../../parts/page.js';
import {fields} from '../../parts/tree.js';

const SIGNS = {ALL: ['good', '●', 'on all'], PART: ['warn', '◐', 'on a part'], NONE: ['none', '–', 'no']};

const Right = ({extent}) => {
  const [kind, sign, told] = SIGNS[extent] ?? SIGNS.NONE;
  return html`<span class=${`right-${kind}`} title=${told}><span aria-hidden="true">${sign}</span><span class="visually-hidden">${told}</span></span>`;
};

export function Access() {
  const access = useAnswer('/admin/access');
  return html`
    <${Section} id="access" title="Who may do what">
      <${Answered} answer=${access} what="the rules">${body => !body.known
        ? html`<${Empty} title="Everybody may do everything">Callers are not known here: the settings recount.access name them, and what each role may do.</${Empty}>`
        : html`<div class="stack">
          <${Matrix} body=${body} />
          <p class="hint">● on all, ◐ on a part of the streams, views or commands, – not at all. What domains say themselves comes beside it.</p>
          <h3>The rules</h3><${Rules} rules=${body.rules} /></div>`}</${Answered}>
    </${Section}>`;
}

function Matrix({body: {rights, roles, matrix = []}}) {
  const rightsOf = role => role.rights ?? matrix.find(each => each.role === role.role)?.rights ?? {};
  const hasMembers = roles.some(({members}) => members.length > 0);
  return html`
    <div class="table-box" tabindex="0" role="region" aria-label="Roles and rights"><table class="plain matrix">
      <thead><tr><th scope="col">Role</th>${rights.map(right => html`<th scope="col" key=${right}>${right}</th>`)}${hasMembers && html`<th scope="col">Who has it</th>`}</tr></thead>
      <tbody>${roles.map(role => html`<tr key=${role.role}><th scope="row">${role.role === '*' ? 'everybody who is known' : role.role}</th>
        ${rights.map(right => html`<td key=${right}><${Right} extent=${rightsOf(role)[right]} /></td>`)}
        ${hasMembers && html`<td class="breakable">${role.members.join(', ')}</td>`}</tr>`)}</tbody>
    </table></div>`;
}

const named = (all, otherwise) => all.length === 0 ? html`<span class="hint">${otherwise}</span>` : all.join(', ');

const Rules = ({rules}) => html`
  <div class="table-box" tabindex="0" role="region" aria-label="Rules"><table class="plain">
    <thead><tr><th scope="col">Roles</th><th scope="col">Rights</th><th scope="col">Streams</th><th scope="col">Commands</th><th scope="col">Views</th><th scope="col">Only where</th></tr></thead>
    <tbody>${rules.map((rule, i) => html`<tr key=${i}><td>${named(rule.roles, 'any')}</td><td>${named(rule.rights, 'none')}</td><td>${named(rule.streams, 'all')}</td>
      <td>${named(rule.commands, 'all')}</td><td>${named(rule.views, 'all')}</td>
      <td>${[Object.keys(rule.claims ?? {}).length > 0 && `the credential has ${fields(rule.claims)}`, Object.keys(rule.rows ?? {}).length > 0 && `rows have ${fields(rule.rows)}`].filter(Boolean).join('; ')}</td></tr>`)}</tbody>
  </table></div>`;
