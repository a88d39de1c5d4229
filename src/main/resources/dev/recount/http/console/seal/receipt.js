// Receipts (c2sp.org/tlog-proof), checked here in the browser and step by step, as anybody can who knows the key.
import {bytesOf, decoded, isSame, isSigned, readKey, readNote, sha256} from './note.js';

const FIRST = 'c2sp.org/tlog-proof@v1';
const HASH_BYTES = 32;
const OF_REJECTIONS = /^.+\/rejections\/[0-9a-f]{16}$/;

class Wrong extends Error {}

function require(condition, why) {
  if (!condition) throw new Wrong(why);
}

// Checks a receipt by the keys that are given, and returns {holds, steps: [{title, said, holds}], of}: what was checked, in order.
// `expected` is the stream and version that it is to be of, or nothing.
export async function checkReceipt(receipt, keys, expected) {
  const steps = [];
  const told = {holds: false, steps, of: null};
  const step = async (title, check) => {
    try {
      const {said, result} = await check();
      steps.push({title, said, holds: true});
      return result;
    } catch (wrong) {
      if (!(wrong instanceof Wrong)) throw wrong;
      steps.push({title, said: wrong.message, holds: false});
      throw wrong;
    }
  };
  try {
    const read = await step('It is a receipt', () => parts(receipt));
    const {own, witnesses} = await step('A key is one of those that you trust', () => known(read.note, keys));
    await step('The checkpoint is signed by that key', () => signed(read.note, own));
    if (witnesses.length > 0) await step('The witnesses that you trust have signed it too', () => witnessed(read.note, witnesses));
    const checkpoint = await step('The checkpoint says how large the tree is', () => sized(read.note));
    told.of = await step('It says what it is of', () => named(read.extra, checkpoint, expected));
    if (read.extra.payload !== undefined) await step('The stored form has the hash that the receipt names', () => hashed(read.extra, checkpoint));
    await step('The entry is in the tree of the checkpoint', () => included(read, told.of, checkpoint));
    told.holds = true;
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong;
  }
  return told;
}

function parts(receipt) {
  const text = receipt.trim() + '\n';
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(end, 0)).split('\n');
  require(lines[0] === FIRST, `Its first line has to be ${FIRST}.`);
  require(lines[1]?.startsWith('extra ') && /^index (0|[1-9]\d{0,15})$/.test(lines[2] ?? ''), 'Its second and third lines have to be "extra" and "index".');
  const extra = object(decoded(lines[1].slice('extra '.length)));
  require(extra, 'Its extra data is no JSON object in base64.');
  const path = lines.slice(3).map(decoded);
  require(path.every(hash => hash?.length === HASH_BYTES), 'Its path holds something that is no hash of 32 bytes in base64.');
  const note = readNote(text.slice(end + 2));
  require(note, 'There is no signed note below the path.');
  const index = Number(lines[2].slice('index '.length));
  return {said: `Entry ${index.toLocaleString('en')}, with ${path.length} hashes beside its way up.`, result: {extra, index, path, note}};
}

function object(bytes) {
  if (!bytes) return null;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

async function known({text}, keys) {
  const origin = text.split('\n', 1)[0];
  const read = [];
  for (const each of keys) {
    const key = await readKey(each);
    require(key, `This is no verifier key: ${each.slice(0, 80)}`);
    read.push({...key, written: each});
  }
  const own = read.find(({name, isOfWitness}) => name === origin && !isOfWitness);
  require(own, `The checkpoint is of ${origin}, and no key that is given is of that name.`);
  return {said: own.written, result: {own, witnesses: read.filter(({isOfWitness}) => isOfWitness)}};
}

async function witnessed(note, witnesses) {
  for (const witness of witnesses) require(await isSigned(note, witness), `No cosignature of ${witness.name} is valid.`);
  return {said: `Cosigned by ${witnesses.map(({name}) => name).join(', ')}.`};
}

async function signed(note, key) {
  require(await isSigned(note, key), `No signature of ${key.name} over the checkpoint is valid.`);
  return {said: `Ed25519, by ${key.name}, over the ${note.text.length} characters of the checkpoint.`};
}

function sized({text}) {
  const [origin, size, root] = text.split('\n');
  const hash = decoded(root ?? '');
  require(/^(0|[1-9]\d{0,15})$/.test(size ?? '') && hash?.length === HASH_BYTES, `This is no checkpoint of ${origin}.`);
  return {said: `${Number(size).toLocaleString('en')} entries, under the root ${root}`, result: {origin, size: Number(size), root: hash, isOfRejections: OF_REJECTIONS.test(origin)}};
}

function named(extra, {isOfRejections}, expected) {
  const {stream, version, rejection, recorded, hash} = extra;
  require([stream, hash].every(each => typeof each === 'string' && !each.includes('\n')), 'It names no stream, or no hash.');
  if (isOfRejections) {
    require(Number.isSafeInteger(rejection) && typeof recorded === 'string' && !recorded.includes('\n'), 'It names no rejection.');
    return {said: `Rejection ${rejection} of ${stream}, recorded at ${recorded}.`, result: {stream, rejection, entry: `${stream}\nrejection ${rejection} ${recorded}\n${hash}\n`}};
  }
  require(Number.isSafeInteger(version), 'It names no version.');
  require(!expected || (expected.stream === stream && expected.version === version), `It is of ${stream}@${version}, and not of what you asked for.`);
  return {said: `Event ${stream}@${version}, whose hash is ${hash}`, result: {stream, version, entry: `${stream}\n${version}\n${hash}\n`}};
}

async function hashed({name, payload, hash}, {isOfRejections}) {
  const bytes = decoded(payload);
  require(bytes, 'The stored form is not in base64.');
  require(isOfRejections || (typeof name === 'string' && !name.includes('\n')), 'The stored form has no name.');
  const found = isOfRejections ? await sha256(bytes) : await sha256(bytesOf(`${name}\n`), bytes);
  require(isSame(found, decoded(hash) ?? []), 'It has another hash: the stored form is not the one that was sealed.');
  return {said: `SHA-256 over ${isOfRejections ? '' : `"${name}", a line feed and `}${bytes.length.toLocaleString('en')} bytes is ${hash}`};
}

// From the entry up to the root, as RFC 9162 has it in its section 2.1.3.2.
async function included({index, path}, {entry}, {size, root}) {
  require(index < size, `Entry ${index} is not in a tree of ${size}.`);
  let hash = await sha256(Uint8Array.of(0), bytesOf(entry));
  let [node, last] = [index, size - 1];
  for (const beside of path) {
    require(last > 0, 'The path is too long.');
    if (node % 2 === 1 || node === last) {
      hash = await sha256(Uint8Array.of(1), beside, hash);
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, beside);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  require(last === 0 && isSame(hash, root), 'The way up ends at another root: the entry is not in this tree, or was changed.');
  return {said: `The hash of the entry, and ${path.length} hashes beside it, lead to the root of the checkpoint (RFC 6962).`};
}
