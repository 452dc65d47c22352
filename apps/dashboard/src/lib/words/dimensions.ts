import type { Dimension } from '@finest-hour/metrics';

/** Dimensions as pages name them, in the order in which they are offered. */
export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  channel: 'Channel',
  team: 'Team',
  'resolving-team': 'Resolving team',
  cause: 'Cause',
  severity: 'Severity',
  product: 'Product',
  region: 'Region',
  fault: 'Fault',
};

/** Within a sentence: "channel", "severities". */
export function dimensionName(dimension: Dimension, many = false): string {
  const name = DIMENSION_WORDS[dimension].toLowerCase();
  return many ? `${name}s`.replace(/ys$/, 'ies') : name;
}

/** A value of a dimension; the empty text and null stand for "not known". */
export function valueWords(value: string | null): string {
  return value === null || value === '' ? 'not known' : value;
}
