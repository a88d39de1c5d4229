// JSON whose numbers stay what they are: those that a browser's numbers would round, or tell otherwise, are kept as written.
export class Exact {
  constructor(source) {
    this.source = source;
  }

  toString() {
    return this.source;
  }

  valueOf() {
    return Number(this.source);
  }
}

const exact = (_, value, context) =>
  typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
    ? new Exact(context.source)
    : value;

export const parse = source => JSON.parse(source, exact);

export const isNumber = value => typeof value === 'number' || value instanceof Exact;

export const isObject = value => typeof value === 'object' && value !== null && !(value instanceof Exact);

export function write(value, indent = '', before = '') {
  if (value instanceof Exact) return value.source;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map(each => write(each, indent, before + indent))
    : Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => JSON.stringify(name) + (indent ? ': ' : ':') + write(each, indent, before + indent));
  const [open, close] = isList ? '[]' : '{}';
  if (entries.length === 0) return open + close;
  return indent
    ? `${open}\n${before + indent}${entries.join(`,\n${before + indent}`)}\n${before}${close}`
    : open + entries.join(',') + close;
}

export function isSame(one, other) {
  if (isNumber(one) && isNumber(other)) return sameNumber(String(one), String(other));
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other)
    && names.length === Object.keys(other).length
    && names.every(name => name in other && isSame(one[name], other[name]));
}

const sameNumber = (one, other) => one === other || (Number(one) === Number(other) && digits(one) === digits(other));

const digits = source => source.includes('.') ? source.replace(/\.?0+$/, '') : source;

// The places that differ, as JSON Pointers, each with what was there before.
export function changes(before, after, pointer = '', found = new Map()) {
  if (isObject(before) && isObject(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!(name in before)) found.set(place, undefined);
      else if (!(name in after)) found.set(place, before[name]);
      else changes(before[name], after[name], place, found);
    }
  } else if (!isSame(before, after)) {
    found.set(pointer, before);
  }
  return found;
}
