// Streams: found by type and id, by person, by conversation; and one of them.
import {html, useLayoutEffect, useRef, useState} from '../lib/preact.js';
import {path as target} from '../server/api.js';
import {usePages} from '../server/asking.js';
import {may, useCaller} from '../server/caller.js';
import {streamTypes, useDescription} from '../server/description.js';
import {change, go, link, useAddress} from '../place/address.js';
import {searchIsWanted} from '../place/keys.js';
import {shown} from '../place/time.js';
import {Empty, ProblemNotice, Waiting} from '../parts/notices.js';
import {Page} from '../parts/page.js';
import {Table} from '../parts/table.js';
import {fields} from '../parts/tree.js';
import {Stream} from './stream/stream.js';

export default function Streams({path}) {
  return path.length >= 2
    ? html`<${Stream} type=${path[0]} id=${path[1]} key=${`${path[0]}/${path[1]}`} />`
    : html`<${Search} type=${path[0] ?? ''} />`;
}

const WAYS = [
  {by: 'id', title: 'Id', hint: 'The beginning of an id, or a whole stream as in account/1276'},
  {by: 'person', title: 'Person', hint: 'A person as in customer/17: all that was held of them'},
  {by: 'conversation', title: 'Conversation', hint: 'The id of a conversation, which all its events name'},
];

function Search({type: named}) {
  const {query} = useAddress();
  const described = useDescription();
  const who = useCaller();
  const types = streamTypes(described);
  const type = named || types[0] || '';
  const by = query.by ?? 'id';
  const way = WAYS.find(each => each.by === by) ?? WAYS[0];
  const [said, setSaid] = useState(query.q ?? '');
  const field = useRef(null);
  useLayoutEffect(() => {
    const take = isWanted => {
      if (!isWanted) return;
      field.current.focus();
      searchIsWanted.set(false);
    };
    take(searchIsWanted.get());
    return searchIsWanted.watch(take);
  }, []);

  function search(event) {
    event.preventDefault();
    const wanted = said.trim();
    const stream = /^([a-z][a-z0-9-]*)\/([A-Za-z0-9][\w-]*)$/.exec(wanted);
    if (by === 'id' && stream) go(['streams', stream[1], stream[2]]);
    else change({q: wanted, by});
  }

  return html`
    <${Page} title="Streams" lead="The ordered events of one thing each: an account, an order, a customer.">
      <form class="filters" role="search" onSubmit=${search}>
        <div class="group" role="group" aria-label="Search by">
          ${WAYS.filter(each => each.by === 'id' || may(who, 'subscribe')).map(each => html`
            <button type="button" key=${each.by} aria-pressed=${each.by === by} onClick=${() => change({by: each.by === 'id' ? '' : each.by, q: ''})}>${each.title}</button>`)}
        </div>
        <label class="field grow"><span>${way.hint}</span>
          <input data-search ref=${field} type="search" value=${said} onInput=${event => setSaid(event.target.value)} autocomplete="off" spellcheck="false" /></label>
        <button type="submit" class="primary">Search</button>
      </form>
      ${by === 'id' && html`
        <div class="chips" role="group" aria-label="Type of stream">
          ${types.map(each => html`<button type="button" class="chip" key=${each} aria-pressed=${each === type}
            onClick=${() => go(['streams', each], {q: query.q})}>${each}</button>`)}
        </div>`}
      <div class="section">
        ${by === 'id' ? type ? html`<${Ids} type=${type} prefix=${query.q ?? ''} key=${type} />`
          : described.isAsked ? html`<${Empty} title="No types of streams">The server has no domain that has any.</${Empty}>` : html`<${Waiting} what="the types" />`
          : query.q ? html`<${Found} by=${by} wanted=${query.q} key=${by + query.q} />`
            : html`<${Empty} title="Say what to look for">${way.hint}.</${Empty}>`}
      </div>
    </${Page}>`;
}

function Ids({type, prefix}) {
  const ids = usePages(target(['streams', type], {prefix, limit: 500}), 'streams');
  if (ids.problem) return html`<${ProblemNotice} problem=${ids.problem} again=${ids.again} />`;
  if (!ids.isAsked) return html`<${Waiting} what="the streams" />`;
  if (ids.rows.length === 0) {
    return html`<${Empty} title=${prefix ? `No stream of type ${type} begins with ${prefix}` : `No streams of type ${type} yet`}>
      ${prefix ? 'Try a shorter beginning, or another type.' : 'The first command to one makes it.'}</${Empty}>`;
  }
  const name = row => typeof row === 'string' ? row : row.id ?? row.stream;
  const id = row => name(row).replace(`${type}/`, '');
  return html`<${Table} label=${`Streams of type ${type}`} rows=${ids.rows} rowKey=${name} href=${row => link(['streams', type, id(row)])}
    isMore=${ids.next !== null} onMore=${ids.more}
    foot=${ids.next ? `${ids.rows.length} so far; more come as you go on` : `${ids.rows.length} in all`}
    columns=${[{name: 'id', title: 'Id', cell: row => html`<a href=${link(['streams', type, id(row)])}>${id(row)}</a>`}]} />`;
}

function Found({by, wanted}) {
  const filter = by === 'person' ? {subject: wanted} : {correlation: wanted};
  const events = usePages(target(['events'], {...filter, limit: 200}), 'events');
  if (events.problem) return html`<${ProblemNotice} problem=${events.problem} again=${events.again} />`;
  if (!events.isAsked) return html`<${Waiting} what="the log to be looked through" />`;
  if (events.rows.length === 0) {
    const isEnd = events.first?.head;
    return html`<${Empty} title=${isEnd ? 'Nothing found' : 'Nothing found so far'}>${isEnd ? `No event is of this ${by}.` : 'The log is longer than what was looked through.'}</${Empty}>`;
  }
  const stream = event => event.source.replace('/streams/', '').split('/');
  return html`<${Table} label="Events found" rows=${events.rows} rowKey=${event => event.id}
    href=${event => link(['streams', ...stream(event)], {v: event.version})} isMore=${events.next !== null} onMore=${events.more}
    columns=${[
      {name: 'time', title: 'Time (UTC)', width: '215px', cell: event => shown(event.time)},
      {name: 'stream', title: 'Stream', width: 'minmax(150px, 220px)', cell: event => html`<a href=${link(['streams', ...stream(event)], {v: event.version})}>${stream(event).join('/')}</a>`},
      {name: 'event', title: 'Event', width: 'minmax(150px, 240px)', cell: event => event.type.split('.').slice(1).join('.')},
      {name: 'by', title: 'By', width: '150px', cell: event => event.principal},
      {name: 'data', title: 'Data', width: 'minmax(200px, 1fr)', cell: event => fields(event.data)},
    ]} />`;
}
