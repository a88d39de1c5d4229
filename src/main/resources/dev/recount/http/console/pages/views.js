// Views: their tables, as of any time; and why a row is as it is.
import {html} from '../lib/preact.js';
import {useAnswer} from '../server/asking.js';
import {link} from '../place/address.js';
import {Answered, Badge, Empty} from '../parts/notices.js';
import {Page} from '../parts/page.js';
import {Row} from './view/row.js';
import {Rows} from './view/rows.js';

export default function Views({path}) {
  const views = useAnswer('/views');
  if (path.length === 0) return html`<${List} views=${views} />`;
  if (!views.body) return html`<${Page} title=${path[0]}><${Answered} answer=${views} what="the views" /></${Page}>`;
  return html`<${Answered} answer=${views}>${({views: all}) => {
    const view = all.find(({view: name}) => name === path[0]);
    if (!view) return html`<${Page} title=${path[0]}><${Empty} title="There is no such view, or you may not see it" /></${Page}>`;
    return path.length === 1
      ? html`<${Rows} view=${view} key=${view.view} />`
      : html`<${Row} view=${view} rowKey=${path.slice(1)} key=${path.join('/')} />`;
  }}</${Answered}>`;
}

function List({views}) {
  return html`
    <${Page} title="Views" lead="Tables that follow from events, each event counted once.">
      <${Answered} answer=${views} what="the views">${({views: all}) => all.length === 0
        ? html`<${Empty} title="No views that you may see">A domain defines them; a rule of the settings lets you query them.</${Empty}>`
        : html`<ul class="tiles wide-tiles">${all.map(view => html`
          <li class="tile" key=${view.view}>
            <h2><a href=${link(['views', view.view])}>${view.view}</a></h2>
            <p class="tile-more">${Object.keys(view.fields).join(', ')}</p>
            ${!view.history && html`<p><${Badge} kind="warn">keeps no past</${Badge}></p>`}
          </li>`)}</ul>`}</${Answered}>
    </${Page}>`;
}
