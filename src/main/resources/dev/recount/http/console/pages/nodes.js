// Nodes: which there are and what each does; streams that are busy or damaged; values held alone; who may do what.
import {html} from '../lib/preact.js';
import {isAnswered, useDescription} from '../server/description.js';
import {Page} from '../parts/page.js';
import {Access} from './node/access.js';
import {Archive} from './node/archive.js';
import {Boundaries} from './node/boundaries.js';
import {Claims} from './node/claims.js';
import {Cluster} from './node/cluster.js';
import {Busy, Damaged} from './node/streams.js';

const PARTS = [
  ['GET /admin/cluster', Cluster],
  ['GET /admin/busy-streams', Busy],
  ['GET /admin/damaged-streams', Damaged],
  ['GET /admin/claims', Claims],
  ['GET /admin/boundaries', Boundaries],
  ['POST /admin/archive', Archive],
  ['GET /admin/access', Access],
];

export default function Nodes() {
  const described = useDescription();
  return html`
    <${Page} ofNow title="Nodes" lead="The servers that work together, as the one that you ask sees them now.">
      ${PARTS.filter(([endpoint]) => isAnswered(described, endpoint)).map(([endpoint, Part]) => html`<${Part} key=${endpoint} />`)}
    </${Page}>`;
}
