/** Everything that JSON escapes lies outside of it; most texts hold nothing else and need no call to JSON.stringify. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

const quoted = (text: string) => (PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text));

function canonicalObject(fields: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
}

/**
 * JSON with the keys of every object in UTF-16 order, so that equal values give equal text whatever order they came in.
 * Takes what JSON.parse can give, and skips fields that are undefined.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  return canonicalObject(value as Readonly<Record<string, unknown>>);
}
