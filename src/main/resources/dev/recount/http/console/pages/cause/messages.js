// A conversation as messages: each command goes from the stream whose event it follows, or from who sent it, to its stream.
import {eventOf} from '../../parts/links.js';
import {agentName, outcomeOf} from './graph.js';

export function sequence(decisions) {
  const participants = [];
  const join = name => {
    if (!participants.includes(name)) participants.push(name);
    return name;
  };
  const steps = decisions.flatMap(decision => {
    const from = join(eventOf(decision.causation)?.stream ?? agentName(decision.principal) ?? 'unknown');
    const to = join(decision.stream);
    const name = decision.command?.name ?? 'a command';
    const place = {stream: decision.stream, version: decision.firstVersion};
    const asked = from === to ? [] : [{from, to, text: name, ...place}];
    return decision.outcome === 'rejected'
      ? [...asked, {from: to, to: from, text: outcomeOf(decision), isAnswer: true, isBad: true, stream: decision.stream}]
      : [...asked, {over: to, text: from === to ? `${name}: ${outcomeOf(decision)}` : outcomeOf(decision), ...place}];
  });
  return {participants, steps};
}
