import { measureMoved, NO_CLUSTERS, type ClusterTally, type PeriodTallies } from '@finest-hour/metrics';
import { Random } from './random.ts';

/** A kind of complaint: its share of all, and what multiplies a customer's chance of being won back, in each period. */
export interface Kind {
  readonly share: readonly [before: number, after: number];
  readonly factor: readonly [before: number, after: number];
}

/** Two periods of a company. */
export interface TwoPeriods {
  readonly name: string;
  /** In each period; each has one complaint and, on average, so many more, of any kinds. */
  readonly customers: number;
  readonly moreComplaints: number;
  /** Kinds of customers, by P(recovered): complaints of one are alike. */
  readonly recovering: readonly { readonly share: number; readonly recovered: number }[];
  readonly kinds: readonly Kind[];
}

const SHARES = [0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.03, 0.02];
const OTHER_SHARES = [0.2, 0.25, 0.1, 0.17, 0.12, 0.08, 0.05, 0.03];
const BEFORE = [1, 0.9, 0.8, 1, 0.7, 0.9, 0.6, 1];
const AFTER = [1, 0.9, 1, 0.7, 0.7, 0.9, 0.9, 1];

const COMPANY = {
  customers: 500,
  moreComplaints: 0.6,
  recovering: [
    { share: 0.5, recovered: 0.9 },
    { share: 0.5, recovered: 0.45 },
  ],
};
const kindsOf = (shares: readonly number[], factors: readonly number[]): readonly Kind[] =>
  SHARES.map((share, i) => ({ share: [share, shares[i] ?? 0], factor: [BEFORE[i] ?? 0, factors[i] ?? 0] }));

export const TWO_PERIODS: readonly TwoPeriods[] = [
  { name: 'nothing changed', ...COMPANY, kinds: kindsOf(SHARES, BEFORE) },
  { name: 'other complaints, handled the same', ...COMPANY, kinds: kindsOf(OTHER_SHARES, BEFORE) },
  { name: 'other complaints, three of eight kinds handled otherwise', ...COMPANY, kinds: kindsOf(OTHER_SHARES, AFTER) },
];

interface Drawn {
  readonly customer: number;
  readonly kind: number;
  readonly recovered: boolean;
}

function drawPeriod(random: Random, company: TwoPeriods, period: 0 | 1): readonly Drawn[] {
  const kinds = company.kinds.map(({ share, factor }, kind) => ({
    share: share[period],
    factor: factor[period],
    kind,
  }));
  return Array.from({ length: company.customers }, (_, customer) => {
    const { recovered } = random.part(company.recovering);
    return Array.from({ length: 1 + random.poisson(company.moreComplaints) }, (): Drawn => {
      const { kind, factor } = random.part(kinds);
      return { customer, kind, recovered: random.happens(recovered * factor) };
    });
  }).flat();
}

function clustersOf(cases: readonly Drawn[]): ClusterTally {
  const customers = [...Map.groupBy(cases, ({ customer }) => customer).values()].map((own) => ({
    size: own.length,
    successes: own.filter(({ recovered }) => recovered).length,
  }));
  const sum = (of: (one: (typeof customers)[number]) => number) => customers.reduce((all, one) => all + of(one), 0);
  const recovered = {
    successes: sum(({ successes }) => successes),
    sizesTimesSuccesses: sum(({ size, successes }) => size * successes),
    successes2: sum(({ successes }) => successes ** 2),
  };
  const sizes2 = sum(({ size }) => size ** 2);
  const flags = { ...NO_CLUSTERS.flags, recovered };
  return { ...NO_CLUSTERS, cases: cases.length, clusters: customers.length, sizes2, flags };
}

function talliesOf(cases: readonly Drawn[]): PeriodTallies {
  const groups = Map.groupBy(cases, ({ kind }) => String(kind));
  return {
    whole: clustersOf(cases),
    groups: new Map([...groups].map(([key, own]) => [key, clustersOf(own)])),
  };
}

/** How often what is told of a change was true. All are shares of the seeds. */
export interface MovedHeld {
  /** The interval of "handled differently" held its truth, given the complaints that came. */
  readonly rate: number;
  /** Of the groups' like-for-like intervals, how many held their truths. */
  readonly groups: number;
  /** A group was named that had not changed. */
  readonly wronglyNamed: number;
  /** Of the groups that had changed, how many were named. */
  readonly found: number;
}

/** Makes two periods from each of the seeds 1, 2, …, and counts. */
export function movedCoverage(company: TwoPeriods, seeds: number): MovedHeld {
  const chance = company.recovering.reduce((sum, { share, recovered }) => sum + share * recovered, 0);
  const truths = company.kinds.map(({ factor: [before, after] }) => chance * (after - before));
  const counts = { rate: 0, intervals: 0, held: 0, wronglyNamed: 0, changed: 0, found: 0 };
  const holds = (truth: number, { low, high }: { readonly low: number | null; readonly high: number | null }) =>
    low !== null && high !== null && low <= truth && truth <= high;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = new Random(seed);
    const [before, after] = [drawPeriod(random, company, 0), drawPeriod(random, company, 1)];
    const moved = measureMoved(talliesOf(before), talliesOf(after), ({ cases, clusters, sizes2, flags }) => ({
      n: cases,
      clusters,
      sizes2,
      ...flags.recovered,
    }));
    const truthOf = (key: string | null) => truths[Number(key)] ?? 0;
    const compared = moved.groups.filter((group) => Math.min(group.before.n, group.after.n) > 0);
    const weight = (group: (typeof compared)[number]) =>
      (group.before.n / before.length + group.after.n / after.length) / 2;
    const rate = compared.reduce((sum, group) => sum + weight(group) * truthOf(group.key), 0);
    if (holds(rate, moved.rate)) counts.rate += 1;
    counts.intervals += compared.length;
    counts.held += compared.filter(({ key, difference }) => holds(truthOf(key), difference)).length;
    if (moved.groups.some(({ key, named }) => named && truthOf(key) === 0)) counts.wronglyNamed += 1;
    const changed = moved.groups.filter(({ key }) => truthOf(key) !== 0);
    counts.changed += changed.length;
    counts.found += changed.filter(({ named }) => named).length;
  }
  return {
    rate: counts.rate / seeds,
    groups: counts.held / counts.intervals,
    wronglyNamed: counts.wronglyNamed / seeds,
    found: counts.found / counts.changed,
  };
}
