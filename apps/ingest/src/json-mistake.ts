/** Where JSON goes wrong. V8's messages name the place only sometimes, so it is looked for here, once parsing has failed. */

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** End of the match at `at`; -1: none. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

type Step = { readonly ok: boolean; readonly at: number };

/** The end of the string that starts at `start`, or the place in it that is wrong. */
function scanString(text: string, start: number): Step {
  let at = start + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '"') return { ok: true, at: at + 1 };
    if (char < ' ') return { ok: false, at };
    const end = char === '\\' ? match(ESCAPE, text, at) : at + 1;
    if (end < 0) return { ok: false, at };
    at = end;
  }
  return { ok: false, at };
}

function scanScalar(text: string, at: number): Step {
  if (text[at] === '"') return scanString(text, at);
  const end = match(SCALAR, text, at);
  return end < 0 ? { ok: false, at } : { ok: true, at: end };
}

/** What may come next: a value (or the end of an empty array), a key (or the end of an empty object), what follows a value. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'after';

/** A key, its colon. */
function scanKey(text: string, at: number): Step {
  if (text[at] !== '"') return { ok: false, at };
  const key = scanString(text, at);
  if (!key.ok) return key;
  const colon = match(SPACE, text, key.at);
  return { ok: text[colon] === ':', at: text[colon] === ':' ? colon + 1 : colon };
}

/**
 * The position (UTF-16 units, from 0) of the first character that cannot be there; the text's length where it ends too
 * soon; null where it is JSON. Builds nothing, so the size of the text is no matter.
 */
export function findJsonMistake(text: string): number | null {
  const open: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let at = match(SPACE, text, 0);
  while (expected !== 'after' || open.length > 0 || at < text.length) {
    const char = text[at];
    const closing = open.at(-1);
    let step: Step = { ok: true, at: at + 1 };
    if (char === closing && char !== undefined && (expected === 'after' || expected.endsWith('-or-end'))) {
      open.pop();
      expected = 'after';
    } else if (expected === 'after') {
      if (char !== ',' || closing === undefined) return at;
      expected = closing === '}' ? 'key' : 'value';
    } else if (expected.startsWith('key')) {
      step = scanKey(text, at);
      expected = 'value';
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']');
      expected = char === '{' ? 'key-or-end' : 'value-or-end';
    } else {
      step = scanScalar(text, at);
      expected = 'after';
    }
    if (!step.ok) return step.at;
    at = match(SPACE, text, step.at);
  }
  return null;
}
