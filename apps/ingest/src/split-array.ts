const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

function skipSpace(bytes: Uint8Array, at: number): number {
  while (isSpace(bytes[at])) at += 1;
  return at;
}

/** Behind the string that begins at `at`. */
function skipString(bytes: Uint8Array, at: number): number {
  at += 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === QUOTE || byte === undefined) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
}

/** Behind the value that begins at `at`, if it is one: whether it is, JSON.parse says better. */
function skipValue(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) return at;
    if (byte === QUOTE) at = skipString(bytes, at);
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY || isSpace(byte))) return at;
    else {
      at += 1;
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth -= 1;
    }
    if (depth <= 0 && (byte === QUOTE || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY)) return at;
  }
}

/** Where the items of an array stand: begins and ends, in turn. */
export type ItemPlaces = readonly number[];

/** Whether the text is an array, as far as its first character says. */
export function isArray(bytes: Uint8Array): boolean {
  return bytes[skipSpace(bytes, 0)] === OPEN_ARRAY;
}

/**
 * Finds the items of a JSON array without building anything, so that its size is no matter: up to `most` of them, and
 * one more if there are more. null: the brackets and commas between the items are not those of an array. The items
 * themselves are still to be parsed; if all of them are JSON, the whole is.
 */
export function splitArray(bytes: Uint8Array, most: number): ItemPlaces | null {
  const places: number[] = [];
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_ARRAY) return null;
  at = skipSpace(bytes, at + 1);
  let ended = bytes[at] === CLOSE_ARRAY;
  while (!ended) {
    const end = skipValue(bytes, at);
    if (end === at) return null;
    places.push(at, end);
    if (places.length / 2 > most) return places;
    at = skipSpace(bytes, end);
    ended = bytes[at] === CLOSE_ARRAY;
    if (!ended && bytes[at] !== COMMA) return null;
    if (!ended) at = skipSpace(bytes, at + 1);
  }
  return skipSpace(bytes, at + 1) === bytes.length ? places : null;
}
