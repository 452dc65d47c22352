import { SECOND_US } from '../book.ts';
import type { CaseFacts } from '../facts.ts';
import { EXCLUDED_CODES, hasFlag, OUT, OWN_CAUSES, packFacts } from './codes.ts';
import { CLUSTER_PLANS } from './conditionals.ts';
import { NO_CLUSTERS } from './no-tally.ts';
import { clustersOf, openedOf, type Packed } from './reference-clusters.ts';
import {
  CELL_SUMS,
  CURVES,
  DIMENSIONS,
  type CellSum,
  type CurveCell,
  type CurveName,
  type Dimension,
  type EarlyTallies,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from './tally.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
const NO_SUMS = Object.fromEntries(CELL_SUMS.map((name) => [name, 0])) as Record<CellSum, number>;

export function passes(
  facts: CaseFacts,
  { fromUs, toUs, filters }: Pick<TallyQuery, 'fromUs' | 'toUs' | 'filters'>,
): boolean {
  const { openedUs, dimensions } = facts.summary;
  return (
    openedUs >= fromUs &&
    openedUs < toUs &&
    Object.entries(filters).every(([name, values]) => values.includes(dimensions[DIMENSIONS[name as Dimension]] ?? ''))
  );
}

function periodOf({ summary }: CaseFacts, edgesUs: readonly number[]): number {
  return edgesUs.findLastIndex((edgeUs) => edgeUs <= summary.openedUs);
}

function keyOf(facts: CaseFacts, { grouping }: TallyQuery): string | null {
  if (grouping.kind === 'whole') return null;
  if (grouping.kind === 'dimension') return facts.summary.dimensions[DIMENSIONS[grouping.dimension]];
  return String(periodOf(facts, grouping.edgesUs));
}

/** The customer's first complaint of the period (of its own, where the report is by period). */
export function isFirst(facts: CaseFacts, { grouping, fromUs }: TallyQuery): boolean {
  const edgeUs = grouping.kind === 'periods' ? (grouping.edgesUs[periodOf(facts, grouping.edgesUs)] ?? fromUs) : fromUs;
  return !facts.sharedCustomer && (facts.previousUs === null || facts.previousUs < Math.max(fromUs, edgeUs));
}

function cellsOf(group: readonly Packed[], maturedUntilUs: number): TallyCell[] {
  const cells = new Map<string, Mutable<TallyCell>>();
  for (const { summary, codes } of group) {
    const { verdict, agentHandOffs, teamHandOffs } = codes;
    const same = { matured: summary.openedUs <= maturedUntilUs, verdict, agentHandOffs, teamHandOffs };
    const key = JSON.stringify(same);
    const cell = cells.get(key) ?? { ...same, ...NO_SUMS, cases: 0, assignedNotOwned: 0 };
    cell.cases += 1;
    if (codes.ownCause === OWN_CAUSES.waiting && hasFlag(codes.flags, 'held')) cell.assignedNotOwned += 1;
    for (const name of CELL_SUMS) cell[name] += codes[name];
    cells.set(key, cell);
  }
  return [...cells.values()];
}

/** One observation of a curve; null: the case has no part in it. */
type Observe = (facts: Packed) => { readonly bin: number; readonly cause: number } | null;

function observers(query: TallyQuery): Readonly<Record<CurveName, Observe>> {
  const { asOfUs, valueCoverage, maturesAfterUs, maturedUntilUs, bins } = query;
  const isMatured = ({ summary }: Packed) => summary.openedUs <= maturedUntilUs;
  const binOf = (us: number) => bins.binOf(us / SECOND_US);
  const ended = (bin: number | null) => (bin === null ? null : { bin, cause: 1 });
  const returned = (startUs: number, cause: number, bin: number | null) => {
    if (cause === OUT || valueCoverage === null) return null;
    const untilUs = Math.min(asOfUs, valueCoverage.toUs);
    if (startUs < valueCoverage.fromUs || startUs >= untilUs) return null;
    // Who leaves after purchases are told no more could have bought before.
    const lastBin = binOf(untilUs - startUs);
    return bin === null || bin > lastBin ? { bin: lastBin, cause: 0 } : { bin, cause };
  };
  const later =
    (recovered: boolean): Observe =>
    (facts) =>
      isMatured(facts) && isFirst(facts, query) && hasFlag(facts.codes.flags, 'recovered') === recovered
        ? returned(facts.summary.openedUs + maturesAfterUs, facts.codes.laterCause, facts.codes.laterBin)
        : null;
  return {
    ownership: ({ summary, codes }) => ({
      bin: codes.ownBin ?? binOf(asOfUs - summary.openedUs),
      cause: codes.ownCause,
    }),
    routed: ({ summary, codes }) => ({
      bin: codes.routedBin ?? binOf(asOfUs - summary.openedUs),
      cause: codes.routedCause,
    }),
    runAround: (facts) => (isMatured(facts) ? ended(facts.codes.runAroundBin) : null),
    fixing: (facts) => (isMatured(facts) ? ended(facts.codes.fixingBin) : null),
    unheld: (facts) => (isMatured(facts) ? ended(facts.codes.unheldBin) : null),
    loyalty: (facts) =>
      isFirst(facts, query) ? returned(facts.summary.openedUs, facts.codes.returnCause, facts.codes.returnBin) : null,
    recovered: later(true),
    notRecovered: later(false),
  };
}

function curveOf(group: readonly Packed[], observe: Observe): CurveCell[] {
  const cells = new Map<string, Mutable<CurveCell>>();
  for (const facts of group) {
    const observed = observe(facts);
    if (observed === null) continue;
    const key = `${observed.bin}/${observed.cause}`;
    const cell = cells.get(key) ?? { ...observed, count: 0 };
    cell.count += 1;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function tallyGroup(group: readonly Packed[], query: TallyQuery): Tally {
  const counted = group.filter(({ codes }) => !EXCLUDED_CODES.includes(codes.verdict));
  const observe = observers(query);
  const { valueCoverage, asOfUs } = query;
  const firsts = counted.filter((facts) => isFirst(facts, query));
  const isCovered = ({ summary: { openedUs } }: Packed) =>
    valueCoverage !== null && openedUs >= valueCoverage.fromUs && openedUs < Math.min(asOfUs, valueCoverage.toUs);
  return {
    cells: cellsOf(group, query.maturedUntilUs),
    clusters: clustersOf(group, query, query.grouping.kind === 'whole' ? CLUSTER_PLANS.whole : CLUSTER_PLANS.groups),
    opened: openedOf(group),
    curves: Object.fromEntries(
      CURVES.map((curve) => [curve, curveOf(counted, observe[curve])]),
    ) as unknown as Tally['curves'],
    customers: {
      customers: firsts.length,
      matched: firsts.filter(({ matched }) => matched).length,
      notCovered: firsts.filter((facts) => !isCovered(facts)).length,
    },
  };
}

/** Facts that pass a query, with their codes, by group. */
export function groupFacts(
  facts: Iterable<CaseFacts>,
  query: TallyQuery,
): ReadonlyMap<string | null, readonly Packed[]> {
  const packed = [...facts]
    .filter((fact) => passes(fact, query))
    .map((fact) => ({ ...fact, codes: packFacts(fact, query.bins) }));
  return Map.groupBy(packed, (fact) => keyOf(fact, query));
}

/** What the database's tally must equal: the same counts by the plainest means, over facts in memory. */
export function tallyFacts(facts: Iterable<CaseFacts>, query: TallyQuery): Tallies {
  return new Map([...groupFacts(facts, query)].map(([key, group]) => [key, tallyGroup(group, query)]));
}

/** The same for the early signs; `query` is by periods, of which the second is the last week. */
export function tallyEarly(facts: Iterable<CaseFacts>, query: TallyQuery): EarlyTallies {
  const groups = groupFacts(facts, query);
  const tallied = (key: string) => {
    const group = groups.get(key);
    return group === undefined ? NO_CLUSTERS : clustersOf(group, query, CLUSTER_PLANS.early);
  };
  return { usual: tallied('0'), last: tallied('1') };
}
