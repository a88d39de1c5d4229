// What the server says of itself: which requests it answers at this port, and the forms of commands, states and rows.
import {get, Problem} from './api.js';
import {store, useStore} from '../place/store.js';

const NOTHING = {isAsked: false, paths: {}, schemas: {}, endpoints: new Set()};

export const description = store(NOTHING);
export const useDescription = () => useStore(description);

export async function describe() {
  try {
    const {body} = await get('/openapi.json');
    const operations = Object.values(body.paths).flatMap(path => Object.values(path));
    description.set({
      isAsked: true,
      paths: body.paths,
      schemas: body.components.schemas,
      endpoints: new Set(operations.map(operation => operation['x-endpoint'])),
    });
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    description.set({...NOTHING, isAsked: true, problem: failure});
  }
}

// Whether a request is answered at this port: operators may have one of their own. Not known yet counts as yes.
export const isAnswered = (described, endpoint) =>
  !described.isAsked || Boolean(described.problem) || described.endpoints.has(endpoint);

export function streamTypes({schemas}) {
  return Object.keys(schemas).filter(name => name.endsWith('.state')).map(name => name.slice(0, -'.state'.length));
}

export function commandsOf({schemas}, type) {
  const prefix = `${type}.command.`;
  return Object.keys(schemas).filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
}

export const schemaOf = ({schemas}, name) => schemas[name] ?? null;

export function resolved(described, schema) {
  const reference = schema?.$ref;
  return reference ? schemaOf(described, reference.replace('#/components/schemas/', '')) ?? {} : schema ?? {};
}
