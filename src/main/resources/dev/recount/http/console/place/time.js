// Times, all of them in UTC, as the server counts them.
const DAY = 86_400_000;

export const text = time => new Date(time).toISOString().replace('.000Z', 'Z');

export function shown(iso) {
  if (!iso) return '';
  const match = /^([+-]?\d{4,}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(\.\d{1,3})?\d*Z$/.exec(iso);
  if (!match) return iso;
  const [, day, minute, second = ':00', fraction = ''] = match;
  return minute + second + fraction === '00:00:00' ? day : `${day} ${minute}${second}${fraction}`;
}

// What a person types: a day, or a day and a time in UTC; nothing if it is neither.
export function typed(value) {
  const match = /^\s*(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?\s*Z?)?\s*$/i.exec(value);
  if (!match || Number.isNaN(Date.parse(match[1]))) return null;
  const instant = match[2] ? `${match[1]}T${match[2]}${match[3] ?? ':00'}Z` : match[1];
  return Number.isNaN(Date.parse(instant)) ? null : instant;
}

// The instant of what stands in an address: a day stands for its end.
export function instant(at) {
  if (!at) return null;
  const time = Date.parse(at);
  return /^\d{4}-\d\d-\d\d$/.test(at) ? time + DAY - 1 : time;
}

export function ago(iso, now = Date.now()) {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (Number.isNaN(seconds)) return '';
  const past = seconds >= 0;
  return past ? `${duration(seconds)} ago` : `in ${duration(-seconds)}`;
}

export function duration(seconds) {
  if (seconds < 1) return seconds > 0 ? `${Math.round(seconds * 1000)} ms` : '0 s';
  const units = [[31_557_600, 'y'], [86_400, 'd'], [3_600, 'h'], [60, 'min'], [1, 's']];
  const [size, unit] = units.find(([each]) => seconds >= each);
  const number = seconds / size;
  return `${number < 10 && size > 1 ? Math.round(number * 10) / 10 : Math.round(number)} ${unit}`;
}

// A time as precise as a place on a scale is: a step of a day needs no seconds.
export function rounded(time, step) {
  if (step >= DAY) return new Date(time).toISOString().slice(0, 10);
  const size = [3_600_000, 60_000, 1_000].find(each => step >= each) ?? 1;
  return text(Math.floor(time / size) * size);
}
