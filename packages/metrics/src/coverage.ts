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

/** A time in which something was being told. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/** While each event type arrived, from any source; a type that never did is not in it. */
export type Coverage = ReadonlyMap<string, Span>;

/** The time in which a kind of event arrived, from any source: what happens outside it can't be seen. None → null. */
export function coverageOf(seen: readonly Seen[]): Span | null {
  if (seen.length === 0) return null;
  return {
    fromUs: Math.min(...seen.map(({ firstUs }) => firstUs)),
    toUs: Math.max(...seen.map(({ lastUs }) => lastUs)) + COVERAGE_TOLERANCE_US,
  };
}

export function coverageByType(seen: readonly (Seen & { readonly type: string })[]): Coverage {
  return new Map(
    [...Map.groupBy(seen, ({ type }) => type)].flatMap(([type, own]) => {
      const span = coverageOf(own);
      return span === null ? [] : [[type, span] as const];
    }),
  );
}

function spansOf(coverage: Coverage, types: readonly string[]): readonly Span[] {
  return types.flatMap((type) => coverage.get(type) ?? []);
}

/** While any of the types was being told, none → null. */
export function coverageOfAny(coverage: Coverage, types: readonly string[]): Span | null {
  const spans = spansOf(coverage, types);
  if (spans.length === 0) return null;
  return {
    fromUs: Math.min(...spans.map(({ fromUs }) => fromUs)),
    toUs: Math.max(...spans.map(({ toUs }) => toUs)),
  };
}

/** While all of the types were being told; one never was → null. */
export function coverageOfAll(coverage: Coverage, types: readonly string[]): Span | null {
  const spans = spansOf(coverage, types);
  if (spans.length < types.length) return null;
  return {
    fromUs: Math.max(...spans.map(({ fromUs }) => fromUs)),
    toUs: Math.min(...spans.map(({ toUs }) => toUs)),
  };
}
