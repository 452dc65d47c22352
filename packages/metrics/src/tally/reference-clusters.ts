import { VERDICTS, type CaseFacts, type Verdict } from '../facts.ts';
import { EXCLUDED_CODES, hasFlag, type FactCodes } from './codes.ts';
import { CONDITIONALS, type ClusterPlan, type ConditionalName, type Part } from './conditionals.ts';
import { NO_CLUSTERS } from './no-tally.ts';
import { feedOf, SEEN, type SeenName } from './seen.ts';
import type { ClusterTally, ConditionalSums, OpenedTally, PartSums, TallyQuery } from './tally.ts';

export type Packed = CaseFacts & { readonly codes: FactCodes };
type Cases = readonly Packed[];
type Has = (facts: Packed) => boolean;

function byCustomer(cases: Cases): readonly Cases[] {
  return [...Map.groupBy(cases, ({ summary }) => summary.customer).values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Cases, and squared cases, by customer. */
function sizesOf(customers: readonly Cases[]) {
  const sizes = customers.map((cases) => cases.length);
  return { cases: sum(sizes), clusters: sizes.length, sizes2: sum(sizes.map((size) => size ** 2)) };
}

function partSums(customers: readonly Cases[], has: Has): PartSums {
  const counts = customers.map((cases) => [cases.length, cases.filter(has).length] as const);
  return {
    successes: sum(counts.map(([, having]) => having)),
    sizesTimesSuccesses: sum(counts.map(([size, having]) => size * having)),
    successes2: sum(counts.map(([, having]) => having ** 2)),
  };
}

/** Whether a case belongs to a part: what a feed tells is not known of a case in which it was not told. */
function hasPart(part: Part, { seen }: TallyQuery): Has {
  const isSeen = (name: SeenName, { summary: { openedUs } }: Packed) => {
    const span = seen[name];
    return span !== null && openedUs >= span.fromUs && openedUs <= span.toUs;
  };
  if (part in SEEN) return (facts) => isSeen(part as SeenName, facts);
  const flag = part as Exclude<Part, SeenName>;
  const feed = feedOf(flag);
  return (facts) => hasFlag(facts.codes.flags, flag) && (feed === null || isSeen(feed, facts));
}

function counts({ cases }: ClusterPlan, { maturedUntilUs }: TallyQuery): Has {
  return ({ codes, summary }) =>
    cases === 'early'
      ? !hasFlag(codes.flags, 'excludedEarly')
      : summary.openedUs <= maturedUntilUs && !EXCLUDED_CODES.includes(codes.verdict);
}

function conditionalSums(counted: Cases, query: TallyQuery, name: ConditionalName): ConditionalSums {
  const { of, without, flag } = CONDITIONALS[name];
  const among = of === null ? counted : counted.filter(hasPart(of, query));
  const isOut = without === undefined ? () => false : hasPart(without, query);
  const customers = byCustomer(among.filter((facts) => !isOut(facts)));
  const { successes, sizesTimesSuccesses: products, successes2 } = partSums(customers, hasPart(flag, query));
  return { ...sizesOf(customers), successes, products, successes2 };
}

/** Sums over the customers of a plan's cases, by the plainest means. */
export function clustersOf(group: Cases, query: TallyQuery, plan: ClusterPlan): ClusterTally {
  const counted = group.filter(counts(plan, query));
  const customers = byCustomer(counted);
  return {
    ...sizesOf(customers),
    flags: {
      ...NO_CLUSTERS.flags,
      ...Object.fromEntries(plan.parts.map((part) => [part, partSums(customers, hasPart(part, query))])),
    },
    conditionals: {
      ...NO_CLUSTERS.conditionals,
      ...Object.fromEntries(plan.conditionals.map((name) => [name, conditionalSums(counted, query, name)])),
    },
  };
}

/** Sums over the customers of all that were opened. */
export function openedOf(group: Cases): OpenedTally {
  const customers = byCustomer(group);
  const sums = (verdict: Verdict) => partSums(customers, ({ codes }) => codes.verdict === VERDICTS.indexOf(verdict));
  return { ...sizesOf(customers), merged: sums('merged'), illegitimate: sums('illegitimate') };
}
