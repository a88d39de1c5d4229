// Work: what runs beside the streams, what of it waits, and what waits for a person.
import {html} from '../lib/preact.js';
import {Page} from '../parts/page.js';
import {Handler} from './work/handler.js';
import {Handlers} from './work/handlers.js';
import {Instance} from './work/instance.js';
import {Instances} from './work/instances.js';
import {Kinds} from './work/kinds.js';
import {Migrations} from './work/migrations.js';
import {Views} from './work/views.js';

export default function Work({path}) {
  const [kind, name, id] = path;
  if (kind === 'handlers' && name) return html`<${Handler} name=${name} key=${name} />`;
  if (kind === 'processes' && id) return html`<${Instance} type=${name} id=${id} key=${`${name}/${id}`} />`;
  if (kind === 'processes' && name) return html`<${Instances} type=${name} key=${name} />`;
  return html`
    <${Page} ofNow title="Work" lead="What runs beside the streams, as it stands now: handlers and processes react to events, views follow them, migrations carry streams over.">
      <${Handlers} />
      <${Kinds} />
      <${Views} />
      <${Migrations} />
    </${Page}>`;
}
