import { DAY_US } from './book.ts';

/** Event types that tell whether customers come back. */
export const VALUE_TYPES: readonly string[] = ['customer.purchased', 'customer.renewed', 'customer.visited'];

/** A feed is taken to be alive for so long after its last event: shops close for a week-end, not for a fortnight. */
export const COVERAGE_TOLERANCE_US = 7 * DAY_US;

/** First and last event of some source and type, in microseconds. */
export interface Seen {
  readonly firstUs: number;
  readonly lastUs: number;
}

/** The time in which a kind of event arrived, from any source: what happens outside it can't be seen. None → null. */
export function coverageOf(seen: readonly Seen[]): { readonly fromUs: number; readonly toUs: number } | null {
  if (seen.length === 0) return null;
  return {
    fromUs: Math.min(...seen.map(({ firstUs }) => firstUs)),
    toUs: Math.max(...seen.map(({ lastUs }) => lastUs)) + COVERAGE_TOLERANCE_US,
  };
}
