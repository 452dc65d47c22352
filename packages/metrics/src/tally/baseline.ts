import { DAY_US, SECOND_US } from '../book.ts';
import { RETURN_EXITS } from '../facts.ts';
import type { CurveCell, TallyQuery } from './tally.ts';

/** A customer counts as active with a purchase in this time before the index day, and as calm without a complaint. */
export const ACTIVE_WITHIN_US = 180 * DAY_US;

/** What is known of a customer, with or without complaints. Times in microseconds, ascending. */
export interface CustomerRecord {
  readonly valuesUs: readonly number[];
  readonly complaintsUs: readonly number[];
  readonly leftUs: readonly number[];
  /** Decides, once for ever, which day of a period is the customer's index day. A whole number from 0. */
  readonly lot: number;
}

export type BaselineQuery = Pick<TallyQuery, 'fromUs' | 'toUs' | 'asOfUs' | 'valueCoverage' | 'bins'>;

/** The customer's index day in the period, as the instant at which the clock starts. */
export function indexDayUs({ fromUs, toUs }: BaselineQuery, lot: number): number {
  return fromUs + (lot % Math.max(1, Math.floor((toUs - fromUs) / DAY_US))) * DAY_US;
}

function within(times: readonly number[], afterUs: number, untilUs: number): boolean {
  return times.some((atUs) => atUs > afterUs && atUs <= untilUs);
}

function observe(
  record: CustomerRecord,
  query: BaselineQuery,
): { readonly afterUs: number; readonly cause: number } | null {
  const { valuesUs, complaintsUs, leftUs } = record;
  const startUs = indexDayUs(query, record.lot);
  const coverage = query.valueCoverage;
  const untilUs = coverage === null ? -Infinity : Math.min(query.asOfUs, coverage.toUs);
  if (coverage === null || startUs < coverage.fromUs || startUs >= untilUs) return null;
  if (!within(valuesUs, startUs - ACTIVE_WITHIN_US, startUs)) return null;
  if (within(complaintsUs, startUs - ACTIVE_WITHIN_US, startUs)) return null;
  const lastLeftUs = leftUs.findLast((atUs) => atUs <= startUs) ?? -Infinity;
  if (lastLeftUs > -Infinity && !within(valuesUs, lastLeftUs, startUs)) return null;
  const next = (times: readonly number[]) => times.find((atUs) => atUs > startUs) ?? Infinity;
  const [returnedUs, goneUs] = [next(valuesUs), next(leftUs)];
  const censoredUs = Math.min(next(complaintsUs), untilUs);
  if (returnedUs <= goneUs && returnedUs <= censoredUs)
    return { afterUs: returnedUs - startUs, cause: RETURN_EXITS.returned };
  if (goneUs <= censoredUs) return { afterUs: goneUs - startUs, cause: RETURN_EXITS.left };
  return { afterUs: censoredUs - startUs, cause: RETURN_EXITS.none };
}

/**
 * The return of customers who did not complain: active in the 180 days before a day of the period drawn for each,
 * and without a complaint then; censored at their first complaint after it. The reference for the database's count.
 * Adds over shards, not over periods: in each a customer has an index day of its own.
 */
export function tallyBaseline(records: Iterable<CustomerRecord>, query: BaselineQuery): readonly CurveCell[] {
  const cells = new Map<string, CurveCell>();
  for (const record of records) {
    const observed = observe(record, query);
    if (observed === null) continue;
    const { cause } = observed;
    const bin = query.bins.binOf(observed.afterUs / SECOND_US);
    const key = `${bin}/${cause}`;
    cells.set(key, { bin, cause, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  return [...cells.values()];
}
