import type { Company } from './company.ts';
import { estimate } from './estimate.ts';
import { truthOf, type MeasureName } from './truth.ts';

/** How often a measure's interval held the truth. */
export interface Held {
  readonly truth: number;
  /** Seeds in which it had an interval; a bound that is not told bounds nothing. */
  readonly told: number;
  /** Share of those whose interval holds the truth. */
  readonly held: number;
  /** Shares of those whose interval lies below the truth, and above it. */
  readonly below: number;
  readonly above: number;
}

/** Makes the company from each of the seeds 1, 2, …, and counts how often its measures' intervals hold the truth. */
export function coverageOf<Name extends MeasureName>(
  company: Company,
  names: readonly Name[],
  seeds: number,
  truth: Readonly<Record<MeasureName, number>> = truthOf(company),
): Readonly<Record<Name, Held>> {
  const counts = names.map(() => ({ told: 0, below: 0, above: 0 }));
  for (let seed = 1; seed <= seeds; seed += 1) {
    const bounds = estimate(company, seed);
    for (const [i, name] of names.entries()) {
      const { low, high } = bounds[name];
      const count = counts[i];
      if (count === undefined || (low === null && high === null)) continue;
      count.told += 1;
      if (high !== null && high < truth[name]) count.below += 1;
      if (low !== null && low > truth[name]) count.above += 1;
    }
  }
  const held = names.map((name, i) => {
    const { told, below, above } = counts[i] ?? { told: 0, below: 0, above: 0 };
    return [
      name,
      { truth: truth[name], told, held: 1 - (below + above) / told, below: below / told, above: above / told },
    ];
  });
  return Object.fromEntries(held) as Record<Name, Held>;
}
