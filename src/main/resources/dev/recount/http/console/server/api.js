// The server's HTTP interface, the one that everyone has.
import {store} from '../place/store.js';
import {parse, write} from './json.js';

const base = new URL('.', location.href);

// The credential that stands in the header Authorization; kept until the tab is closed.
const KEPT = 'recount.credential';
export const credential = store(sessionStorage.getItem(KEPT) ?? '');
credential.watch(value => {
  if (value) sessionStorage.setItem(KEPT, value);
  else sessionStorage.removeItem(KEPT);
});

// Whether the browser itself shows who the caller is: by its certificate, or to a proxy by a cookie.
export const isShownByBrowser = store(true);
// Whether the last answer was that the caller is not known.
export const isRefused = store(false);
// How many answers are awaited: what plays waits for them.
export const awaited = store(0);
// What the page that is shown has asked, to be told as commands.
export const asked = store([]);
const MOST_ASKED = 30;

export const forgetAsked = () => asked.set([]);

export class Problem extends Error {
  constructor(status, document) {
    super(document.detail ?? document.title ?? `the server answered ${status}`);
    this.status = status;
    this.code = document.code ?? '';
    this.document = document;
  }
}

export function path(segments, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return '/' + segments.map(segment => encodeURIComponent(segment)).join('/') + (text ? '?' + text : '');
}

export async function get(target, {signal, headers = {}} = {}) {
  remember({method: 'GET', target});
  return read(await request(target, {signal, headers: {Accept: 'application/json', ...headers}}));
}

export async function text(target, {signal} = {}) {
  remember({method: 'GET', target});
  const answer = await request(target, {signal});
  const body = await answer.text();
  if (!answer.ok) throw problem(answer, body);
  return body;
}

export async function send(method, target, body, headers = {}) {
  const content = body === undefined ? undefined : typeof body === 'string' ? body : write(body);
  const all = content === undefined ? headers : {'Content-Type': 'application/json', ...headers};
  return read(await request(target, {method, body: content, headers: all}));
}

export async function request(target, {headers = {}, ...options} = {}) {
  awaited.change(count => count + 1);
  try {
    const shown = credential.get() ? {Authorization: credential.get()} : {};
    const answer = await fetch(new URL(target.slice(1), base), {
      ...options,
      headers: {...shown, ...headers},
      credentials: !credential.get() && isShownByBrowser.get() ? 'same-origin' : 'omit',
      cache: 'no-store',
      redirect: 'error',
    });
    if (answer.status === 401) isRefused.set(true);
    return answer;
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, {code: 'UNREACHABLE', detail: 'the server does not answer: it is stopped, or the network is cut'});
  } finally {
    awaited.change(count => count - 1);
  }
}

async function read(answer) {
  const body = await answer.text();
  if (!answer.ok) throw problem(answer, body);
  return {
    body: body ? parse(body) : {},
    status: answer.status,
    version: (answer.headers.get('ETag') ?? '').replaceAll('"', ''),
    token: answer.headers.get('Recount-Token') ?? '',
  };
}

function problem(answer, body) {
  try {
    return new Problem(answer.status, parse(body));
  } catch {
    return new Problem(answer.status, {detail: `the server answered ${answer.status}, and nothing that could be read`});
  }
}

function remember(request) {
  asked.change(before => {
    const others = before.filter(({target}) => target !== request.target);
    return [...others, request].slice(-MOST_ASKED);
  });
}

const quoted = word => /^[\w./:@%=?+,-]+$/.test(word) && !word.includes('?') ? word : `'${word.replaceAll("'", `'\\''`)}'`;

// A request as a command. The credential itself is never copied.
export function curl({method, target, body, headers = {}}) {
  const words = ['curl', '-s', quoted(new URL(target.slice(1), base).href)];
  if (method !== 'GET') words.splice(2, 0, '-X', method);
  if (credential.get().startsWith('Basic ')) words.push('-u', `'${userName()}'`);
  else if (credential.get()) words.push('-H', '"Authorization: Bearer $TOKEN"');
  for (const [name, value] of Object.entries(headers)) words.push('-H', quoted(`${name}: ${value}`));
  if (body !== undefined) words.push('-H', "'Content-Type: application/json'", '-d', quoted(body));
  return words.join(' ');
}

function userName() {
  try {
    const bytes = Uint8Array.from(atob(credential.get().slice('Basic '.length)), each => each.charCodeAt(0));
    return new TextDecoder().decode(bytes).split(':', 1)[0].replaceAll("'", `'\\''`);
  } catch {
    return 'NAME';
  }
}

export function basic(name, password) {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return 'Basic ' + btoa(String.fromCharCode(...bytes));
}

export const bearer = token => 'Bearer ' + token.trim();

// A reason as its header takes it.
export const reason = said => said
  ? {'Recount-Reason': said.replace(/[^\x20-\x24\x26-\x7e]/gu, each => encodeURIComponent(each))}
  : {};
