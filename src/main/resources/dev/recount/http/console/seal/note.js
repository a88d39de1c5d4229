// Signed notes (c2sp.org/signed-note) and the keys that check them, by the browser's own cryptography.
const LINE = '\n';
const KEY_BYTES = 33;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const ED25519 = 1;
const COSIGNATURE = 4;
const ENCODER = new TextEncoder();

export const bytesOf = text => ENCODER.encode(text);

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

// The bytes of a text in base64; nothing if it is none.
export function decoded(base64) {
  try {
    return Uint8Array.from(atob(base64), each => each.charCodeAt(0));
  } catch {
    return null;
  }
}

export const isSame = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

// Reads a verifier key as name+id+key, of whoever signs or witnesses; nothing if it is none.
export async function readKey(text) {
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const typed = decoded(key ?? '');
  if (!typed || typed.length !== KEY_BYTES || ![ED25519, COSIGNATURE].includes(typed[0])) return null;
  const ownId = (await sha256(bytesOf(name + LINE), typed)).slice(0, ID_BYTES);
  return hex(ownId) === id ? {name, id: ownId, type: typed[0], isOfWitness: typed[0] === COSIGNATURE, bytes: typed.slice(1)} : null;
}

// The text of a note, and its lines of signatures; nothing if it is none.
export function readNote(note) {
  const end = note.lastIndexOf('\n\n');
  return end < 0 ? null : {text: note.slice(0, end + 1), signatures: note.slice(end + 2).split(LINE).filter(line => line !== '')};
}

// Whether one of the lines is a valid signature of the text by this key.
export async function isSigned({text, signatures}, key) {
  const imported = await crypto.subtle.importKey('raw', key.bytes, {name: 'Ed25519'}, false, ['verify']);
  const head = ID_BYTES + (key.type === COSIGNATURE ? 8 : 0);
  for (const line of signatures) {
    const before = `\u2014 ${key.name} `;
    const signed = line.startsWith(before) ? decoded(line.slice(before.length)) : null;
    if (!signed || signed.length !== head + SIGNATURE_BYTES || !isSame(signed.slice(0, ID_BYTES), key.id)) continue;
    if (await crypto.subtle.verify({name: 'Ed25519'}, imported, signed.slice(head), bytesOf(cosigned(signed, key) + text))) return true;
  }
  return false;
}

// What is signed before the text: a witness says when it has signed.
function cosigned(signed, {type}) {
  if (type !== COSIGNATURE) return '';
  return `cosignature/v1\ntime ${new DataView(signed.buffer).getBigUint64(ID_BYTES)}\n`;
}
