import { millisecondsOf, offsetMinutesOf, type TimeParts } from './parts.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each token matches. A single letter takes one digit or two; a doubled one takes exactly two. */
const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '\\d{4}',
  MMM: '[A-Za-z]{3}',
  MM: '\\d{2}',
  M: '\\d{1,2}',
  DD: '\\d{2}',
  D: '\\d{1,2}',
  HH: '\\d{2}',
  H: '\\d{1,2}',
  hh: '\\d{2}',
  h: '\\d{1,2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
  S: '\\d+',
  A: '[AaPp][Mm]',
  Z: '[Zz]|[+-]\\d{2}(?::?\\d{2})?',
};
const TOKEN = /YYYY|MMM|MM?|DD?|HH?|hh?|mm|ss|S|A|Z|T|[A-Za-z]+|[^A-Za-z]+/g;

export type PartsOf = (text: string) => TimeParts | null;

/** Compiles a pattern such as `D/M/YYYY H:mm`; a string as answer says what is wrong with the pattern. */
export function compilePattern(pattern: string): PartsOf | string {
  const names: string[] = [];
  let source = '';
  for (const [token] of pattern.matchAll(TOKEN)) {
    const matches = TOKENS[token];
    if (matches !== undefined) {
      if (names.includes(token)) return `${token} stands in it twice`;
      names.push(token);
      source += `(${matches})`;
    } else if (/^[A-Za-z]/.test(token) && token !== 'T') {
      return `unknown letters "${token}"; known: ${Object.keys(TOKENS).join(' ')} and T`;
    } else {
      source += token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
  }
  for (const [needed, ...others] of [['YYYY'], ['M', 'MM', 'MMM'], ['D', 'DD']]) {
    if (![needed, ...others].some((name) => names.includes(name ?? ''))) return `no ${needed} in it`;
  }
  const regex = new RegExp(`^${source}$`);
  return (text) => {
    const match = regex.exec(text);
    return match === null ? null : assemble(new Map(names.map((name, index) => [name, match[index + 1] ?? ''])));
  };
}

function assemble(texts: ReadonlyMap<string, string>): TimeParts | null {
  const number = (...names: string[]): number => Number(names.map((name) => texts.get(name)).find(isText) ?? 0);
  const name = texts.get('MMM');
  const hour = hourOf(number('HH', 'H'), texts.has('hh') || texts.has('h') ? number('hh', 'h') : null, texts.get('A'));
  if (hour === null) return null;
  const zone = texts.get('Z');
  return {
    year: number('YYYY'),
    month: name === undefined ? number('MM', 'M') : MONTHS.indexOf(name.toLowerCase()) + 1,
    day: number('DD', 'D'),
    hour,
    minute: number('mm'),
    second: number('ss'),
    millisecond: millisecondsOf(texts.get('S') ?? '0'),
    offsetMinutes: zone === undefined ? null : offsetMinutesOf(zone),
  };
}

function isText(text: string | undefined): boolean {
  return text !== undefined;
}

/** 12 AM is midnight and 12 PM is noon. */
function hourOf(of24: number, of12: number | null, half: string | undefined): number | null {
  if (of12 === null) return of24;
  if (of12 < 1 || of12 > 12) return null;
  return (of12 % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
}
