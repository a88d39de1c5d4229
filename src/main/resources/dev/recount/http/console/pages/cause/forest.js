// What led to what, as trees: a command's events lead to what a handler did because of one of them, and that to commands.
// Each command has one cause, so that nothing has two parents.
import {eventOf} from '../../parts/links.js';

const keyOf = decision => decision.outcome === 'rejected'
  ? `${decision.stream}-r${decision.rejection}`
  : `${decision.stream}@${decision.firstVersion ?? decision.version}-${decision.command?.id ?? ''}`;

// Nodes are {kind: 'decision', key, decision, children} and {kind: 'by', key, principal, because, children}.
export function forest(all) {
  const decisions = all.map(decision => ({kind: 'decision', key: keyOf(decision), decision, children: [], parent: null}));
  const byEvent = new Map();
  for (const node of decisions) {
    const {outcome, stream, firstVersion, version} = node.decision;
    if (outcome !== 'accepted') continue;
    for (let each = Number(firstVersion ?? version); each <= Number(version); each++) byEvent.set(`${stream}@${each}`, node);
  }
  const agents = new Map();
  const roots = [];
  for (const node of decisions) {
    const {causation, principal, command} = node.decision;
    const event = eventOf(causation);
    const cause = event && byEvent.get(`${event.stream}@${event.version}`);
    const isWithin = cause && cause !== node && !isAbove(node, cause);
    const key = isWithin || causation ? `${causation}|${principal}` : `${principal}|${command?.id ?? node.key}`;
    if (!agents.has(key)) {
      const agent = {kind: 'by', key, principal, because: isWithin ? null : causation ?? null, event: causation, children: [], parent: isWithin ? cause : null};
      agents.set(key, agent);
      if (isWithin) cause.children.push(agent);
      else roots.push(agent);
    }
    const agent = agents.get(key);
    agent.children.push(node);
    node.parent = agent;
  }
  return {roots, decisions};
}

function isAbove(node, other) {
  for (let each = other; each; each = each.parent) if (each === node) return true;
  return false;
}
