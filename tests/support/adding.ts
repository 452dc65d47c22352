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

/** What the cases of a cell agree in; whatever else a cell has is summed over them. */
const AGREE: readonly string[] = ['matured', 'verdict', 'flags', 'agentHandOffs', 'teamHandOffs'];

function* cellsOf({ cells }: Tally): Iterable<readonly [string, number]> {
  for (const cell of cells) {
    const fields = Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1));
    const name = JSON.stringify(fields.filter(([field]) => AGREE.includes(field)));
    for (const [field, sum] of fields) if (!AGREE.includes(field)) yield [`${field} of ${name}`, Number(sum)];
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

/** The same of the sums over customers: those that count cases. Groups are not asked for all that the whole is. */
export function sumOfSuccesses(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap(sumsOf).filter(([name]) => /\.(cases|successes)$/.test(name)));
}

/** What adds over groups and shards of one period, as each customer has one first complaint in it; not over periods. */
export function sumOfFirstComplaints(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap((tally) => [...Object.entries(tally.customers), ...curvesOf(tally, true)]));
}

/** The rest, sums over customers, adds only where every customer is whole in one part: in shards. */
export function sumOfClusters(tallies: Iterable<Tally>): Sums {
  return sumUp([...tallies].flatMap(sumsOf));
}

function sumsOf({ cells: _1, curves: _2, customers: _3, ...sums }: Tally): readonly (readonly [string, number])[] {
  return leaves('', sums);
}

function leaves(name: string, value: unknown): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[name, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => leaves(`${name}.${key}`, inner));
}
