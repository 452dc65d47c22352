import type { CaseFacts } from '../facts.ts';
import { EXCLUDED_CODES, FLAGS, hasFlag, packFacts, type Flag } from './codes.ts';
import {
  DIMENSIONS,
  type ClusterTally,
  type Dimension,
  type Tallies,
  type TallyCell,
  type TallyQuery,
} from './tally.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function passes(facts: CaseFacts, { fromUs, toUs, filters }: TallyQuery): boolean {
  const { openedUs, dimensions } = facts.summary;
  return (
    openedUs >= fromUs &&
    openedUs < toUs &&
    Object.entries(filters).every(([name, values]) => values.includes(dimensions[DIMENSIONS[name as Dimension]] ?? ''))
  );
}

function keyOf({ summary }: CaseFacts, { grouping }: TallyQuery): string | null {
  if (grouping.kind === 'whole') return null;
  if (grouping.kind === 'dimension') return summary.dimensions[DIMENSIONS[grouping.dimension]];
  return String(grouping.edgesUs.findLastIndex((edgeUs) => edgeUs <= summary.openedUs));
}

function cellsOf(group: readonly CaseFacts[], maturedUntilUs: number): TallyCell[] {
  const cells = new Map<string, Mutable<TallyCell>>();
  for (const facts of group) {
    const { agentReturns, teamReturns, ...codes } = packFacts(facts);
    const matured = facts.summary.openedUs <= maturedUntilUs;
    const key = JSON.stringify([matured, codes]);
    const cell = cells.get(key) ?? { ...codes, matured, cases: 0, agentReturns: 0, teamReturns: 0 };
    cell.cases += 1;
    cell.agentReturns += agentReturns;
    cell.teamReturns += teamReturns;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function clustersOf(group: readonly CaseFacts[], maturedUntilUs: number): ClusterTally {
  const counted = group.filter(
    (facts) => facts.summary.openedUs <= maturedUntilUs && !EXCLUDED_CODES.includes(packFacts(facts).verdict),
  );
  const customers = [...Map.groupBy(counted, ({ summary }) => summary.customer).values()];
  const successes = (cases: readonly CaseFacts[], flag: Flag) =>
    cases.filter((facts) => hasFlag(packFacts(facts).flags, flag)).length;
  const sum = (of: (cases: readonly CaseFacts[]) => number) => customers.reduce((total, cases) => total + of(cases), 0);
  return {
    clusters: customers.length,
    sizes2: sum((cases) => cases.length ** 2),
    flags: Object.fromEntries(
      FLAGS.map((flag) => [
        flag,
        {
          sizesTimesSuccesses: sum((cases) => cases.length * successes(cases, flag)),
          successes2: sum((cases) => successes(cases, flag) ** 2),
        },
      ]),
    ) as ClusterTally['flags'],
  };
}

/** What the database's tally must equal: the same counts by the plainest means, over facts in memory. */
export function tallyFacts(facts: Iterable<CaseFacts>, query: TallyQuery): Tallies {
  const groups = Map.groupBy(
    [...facts].filter((fact) => passes(fact, query)),
    (fact) => keyOf(fact, query),
  );
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      { cells: cellsOf(group, query.maturedUntilUs), clusters: clustersOf(group, query.maturedUntilUs) },
    ]),
  );
}
