import type { CurveName, Tally } from '@finest-hour/metrics';

/** Told of customers by their first complaint in the period: another period has other first complaints. */
const OF_CUSTOMERS: readonly CurveName[] = ['loyalty', 'recovered', 'notRecovered'];

/** Sums over tallies by what they are of, in one order: those of the parts are to be those of the whole. */
type Sums = Readonly<Record<string, number>>;

function sumUp(counts: Iterable<readonly [of: string, count: number]>): Sums {
  const sums = new Map<string, number>();
  for (const [of, count] of counts) sums.set(of, (sums.get(of) ?? 0) + count);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function* cellsOf({ cells }: Tally): Iterable<readonly [string, number]> {
  for (const { cases, agentReturns, teamReturns, ...same } of cells) {
    const name = JSON.stringify(Object.entries(same).sort(([a], [b]) => (a < b ? -1 : 1)));
    yield* [
      [`cases ${name}`, cases],
      [`agent returns ${name}`, agentReturns],
      [`team returns ${name}`, teamReturns],
    ] as const;
  }
}

function* curvesOf({ curves }: Tally, ofCustomers: boolean): Iterable<readonly [string, number]> {
  for (const [name, cells] of Object.entries(curves)) {
    if ((OF_CUSTOMERS as readonly string[]).includes(name) !== ofCustomers) continue;
    for (const { bin, cause, count } of cells) yield [`${name} ${bin}/${cause}`, count];
  }
}

/** What adds over any division of cases: groups, periods, shards. */
export function sumOfCases(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap((tally) => [...cellsOf(tally), ...curvesOf(tally, false)]));
}

/** What adds over groups and shards of one period, as each customer has one first complaint in it; not over periods. */
export function sumOfFirstComplaints(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap((tally) => [...Object.entries(tally.customers), ...curvesOf(tally, true)]));
}

/** What adds only where every customer is whole in one part: a shard. */
export function sumOfClusters(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap(({ clusters }) => leaves('clusters', clusters)));
}

function leaves(name: string, value: unknown): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[name, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => leaves(`${name}.${key}`, inner));
}
