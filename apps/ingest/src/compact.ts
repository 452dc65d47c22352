/** Deeper than any event may be, and shallow enough for recursion. */
const KEPT_DEPTH = 64;
const NOTE = '… nested too deeply to keep';

function shallow(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === KEPT_DEPTH) return NOTE;
  if (Array.isArray(value)) return value.map((item) => shallow(item, depth + 1));
  // Built by entries: a field may have any name, also `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shallow(field, depth + 1)]));
}

/**
 * A value that was parsed from JSON as compact JSON. JSON.parse takes any depth, JSON.stringify does not: of what is
 * nested too deeply for it the first 64 levels are kept, with a note in place of the rest.
 */
export function compact(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(shallow(value, 0));
  }
}
