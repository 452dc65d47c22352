import type { ClusterSums } from '@finest-hour/statistics';
import type { CaseFacts } from '../facts.ts';
import { EXCLUDED_CODES, hasFlag, OUT } from './codes.ts';
import { groupFacts } from './reference.ts';
import type { Packed } from './reference-clusters.ts';
import type { TallyQuery } from './tally.ts';
import {
  lastBackBin,
  watchedAfterVerdict,
  WEEK_OUTCOMES,
  type WeekCell,
  type WeekHandOffs,
  type WeekOutcome,
  type WentWithTally,
} from './went-with.ts';

/** Whether an outcome came about in a case; null: it could not be seen. */
function outcomesOf(query: TallyQuery): Readonly<Record<WeekOutcome, (facts: Packed) => boolean | null>> {
  const [watched, lastBin] = [watchedAfterVerdict(query), lastBackBin(query)];
  return {
    recovered: ({ codes }) => hasFlag(codes.flags, 'recovered'),
    back: ({ codes: { laterCause, laterBin }, summary: { openedUs } }) => {
      if (watched === null || openedUs < watched.fromUs || openedUs > watched.toUs || laterCause === OUT) return null;
      return laterCause === 1 && laterBin !== null && laterBin <= lastBin;
    },
  };
}

interface Seen extends Pick<WeekCell, 'outcome' | 'handOffs' | 'cause' | 'severity'> {
  readonly customer: string;
  readonly succeeded: boolean;
}

function seenIn(facts: Packed, outcomes: ReturnType<typeof outcomesOf>): readonly Seen[] {
  const { codes, summary } = facts;
  if (codes.weekHandOffs === null || EXCLUDED_CODES.includes(codes.verdict)) return [];
  const { cause, severity } = summary.dimensions;
  const handOffs = Math.min(codes.weekHandOffs, 3) as WeekHandOffs;
  return WEEK_OUTCOMES.flatMap((outcome) => {
    const succeeded = outcomes[outcome](facts);
    return succeeded === null ? [] : { outcome, handOffs, cause, severity, customer: summary.customer, succeeded };
  });
}

const groupedBy = <One>(all: readonly One[], keyOf: (one: One) => unknown) =>
  Map.groupBy(all, (one) => JSON.stringify(keyOf(one))).values();

const succeededIn = (seen: readonly Seen[]) => seen.filter(({ succeeded }) => succeeded).length;

function clustersOf(seen: readonly Seen[]): ClusterSums {
  const customers = [...groupedBy(seen, ({ customer }) => customer)].map(
    (own) => [own.length, succeededIn(own)] as const,
  );
  const sum = (of: (cases: number, successes: number) => number) =>
    customers.reduce((total, [cases, successes]) => total + of(cases, successes), 0);
  return {
    clusters: customers.length,
    sizes2: sum((cases) => cases ** 2),
    sizesTimesSuccesses: sum((cases, successes) => cases * successes),
    successes2: sum((_, successes) => successes ** 2),
  };
}

/** What the database's tally must equal, over facts in memory; of the whole, whatever the query groups by. */
export function tallyWentWith(facts: Iterable<CaseFacts>, query: TallyQuery): WentWithTally {
  const whole = groupFacts(facts, { ...query, grouping: { kind: 'whole' } }).get(null) ?? [];
  const outcomes = outcomesOf(query);
  const matured = whole.filter(({ summary }) => summary.openedUs <= query.maturedUntilUs);
  const seen = matured.flatMap((one) => seenIn(one, outcomes));
  return {
    cells: [...groupedBy(seen, ({ outcome, handOffs, cause, severity }) => [outcome, handOffs, cause, severity])].map(
      (cell) => {
        const [{ outcome, handOffs, cause, severity }] = cell as [Seen];
        return { outcome, handOffs, cause, severity, cases: cell.length, successes: succeededIn(cell) };
      },
    ),
    clusters: [...groupedBy(seen, ({ outcome, handOffs }) => [outcome, handOffs])].map((level) => {
      const [{ outcome, handOffs }] = level as [Seen];
      return { outcome, handOffs, ...clustersOf(level) };
    }),
  };
}
