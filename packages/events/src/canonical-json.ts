/** What JSON escapes; most texts hold nothing of it and need no call to JSON.stringify. */
const ESCAPED = /[^ !#-[\]-~]/;

const quoted = (text: string) => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

/** More than this are sorted by the engine, which is slower for the few that events have. */
const FEW_KEYS = 16;

/** Sorts keys in UTF-16 order, in place. */
function sortKeys(keys: string[]): readonly string[] {
  if (keys.length > FEW_KEYS) return keys.sort();
  for (let sorted = 1; sorted < keys.length; sorted += 1) {
    const key = keys[sorted] as string;
    let at = sorted;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

function canonicalObject(fields: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const key of sortKeys(Object.keys(fields))) {
    const value = fields[key];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${quoted(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalJson(items[index] ?? null);
  }
  return `${text}]`;
}

/**
 * JSON with the keys of every object in UTF-16 order, so that equal values give equal text whatever order they came in.
 * Takes what JSON.parse can give, and skips fields that are undefined.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Readonly<Record<string, unknown>>);
}
