/** Nesting deeper than this is refused: nobody means it, and recursion must end somewhere. */
export const MAX_DEPTH = 32;

/** Whether PostgreSQL can hold the text: no U+0000 and no surrogate without its other half. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The text with what cannot be stored replaced by U+FFFD, cut to `limit` UTF-16 units. */
export function storable(text: string, limit = 512): string {
  return text.slice(0, limit).toWellFormed().replaceAll('\0', '\uFFFD');
}

/** One step of a JSON Pointer (RFC 6901). */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What is wrong, and where (a JSON Pointer relative to the value that was searched). */
export interface Flaw {
  readonly pointer: string;
  readonly what: string;
}

const here = (what: string): Flaw => ({ pointer: '', what });
const within = (key: string | number, flaw: Flaw): Flaw => ({ ...flaw, pointer: pointerStep(key) + flaw.pointer });

/** What is wrong with a text that is not storable. */
export function unstorable(text: string): string {
  return text.includes('\0') ? 'contains U+0000' : 'contains a lone surrogate';
}

function textFlaw(text: string): Flaw | null {
  return isStorable(text) ? null : here(unstorable(text));
}

/**
 * The first thing in a JSON value that no schema forbids and that still cannot be kept: U+0000 or a lone surrogate
 * in a value or key, a number too large for a double, too deep a nesting. null: none. The pointer is only built on the way back.
 */
export function findFlaw(value: unknown, depth = 0): Flaw | null {
  if (typeof value === 'string') return textFlaw(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : here('is a number too large to keep');
  if (typeof value !== 'object' || value === null) return null;
  if (depth === MAX_DEPTH) return here(`is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const flaw = findFlaw(item, depth + 1);
      if (flaw !== null) return within(index, flaw);
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    const inKey = textFlaw(key);
    if (inKey !== null) return within(key, { ...inKey, what: `has a key that ${inKey.what}` });
    const flaw = findFlaw((value as Record<string, unknown>)[key], depth + 1);
    if (flaw !== null) return within(key, flaw);
  }
  return null;
}
