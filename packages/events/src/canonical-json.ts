const entry = (key: string, value: unknown) => `${JSON.stringify(key)}:${canonicalJson(value)}`;

/**
 * JSON with the keys of every object in UTF-16 order, so that equal values give equal text whatever order they came in.
 * Takes what JSON.parse can give, and skips fields that are undefined.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
  return `{${keys
    .toSorted()
    .map((key) => entry(key, fields[key]))
    .join(',')}}`;
}
