import { EXCLUDED_CODES, LEFT_OUT, type FactCodes } from './codes.ts';
import type { CoachingCell } from './coaching.ts';
import { RATIOS, ratiosOf, type RatioName, type RatioSums } from './ratios.ts';
import { groupFacts, isFirst, passes } from './reference.ts';
import type { Packed } from './reference-clusters.ts';
import type { Filters } from './tally.ts';
import type { CaseFacts } from '../facts.ts';
import type { Span } from '../coverage.ts';
import { hasPlaybookFlag } from '../playbook/bits.ts';
import { PLAYBOOK_SHARES, type PlaybookShare } from '../playbook/shares.ts';
import { countSteps, PLAYBOOK_STEPS } from '../playbook/steps.ts';
import type { PlaybookQuery, PlaybookSums, PlaybookTally } from './playbook.ts';
import { PLAYBOOK_DURATIONS, type PlaybookDuration } from './playbook-windows.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function isIn(span: Span | null): (facts: CaseFacts) => boolean {
  return ({ summary: { openedUs } }) => span !== null && openedUs >= span.fromUs && openedUs <= span.toUs;
}

function sumsOf(cases: readonly CaseFacts[], share: PlaybookShare, window: Span | null): PlaybookSums {
  const seen = cases.filter(isIn(window));
  const among = seen.filter(
    ({ playbook }) =>
      (share.of === null || hasPlaybookFlag(playbook, share.of)) &&
      (share.without === undefined || !hasPlaybookFlag(playbook, share.without)),
  );
  const counts = [...Map.groupBy(among, ({ summary }) => summary.customer).values()].map((own) => ({
    size: own.length,
    successes: own.filter(({ playbook }) => hasPlaybookFlag(playbook, share.flag)).length,
  }));
  return {
    clusters: counts.length,
    cases: sum(counts.map(({ size }) => size)),
    sizes2: sum(counts.map(({ size }) => size ** 2)),
    successes: sum(counts.map(({ successes }) => successes)),
    products: sum(counts.map(({ size, successes }) => size * successes)),
    successes2: sum(counts.map(({ successes }) => successes ** 2)),
    notCovered: cases.length - seen.length,
  };
}

function ratiosIn(cases: readonly Packed[], { windows }: PlaybookQuery): RatioSums {
  const isSeen = isIn(windows.promises);
  const customers = [...Map.groupBy(cases, ({ summary }) => summary.customer).values()].map((own) =>
    own.map((facts) => {
      const steps = PLAYBOOK_STEPS.filter((_, index) => isIn(windows.steps[index] ?? null)(facts));
      return ratiosOf(countSteps(facts.playbook, steps), isSeen(facts) ? facts.codes : null);
    }),
  );
  const sumsOfRatio = (name: RatioName) => {
    const totals = customers
      .map((own) => ({ size: sum(own.map((of) => of[name].size)), done: sum(own.map((of) => of[name].successes)) }))
      .filter(({ size }) => size > 0);
    return {
      clusters: totals.length,
      cases: sum(totals.map(({ size }) => size)),
      sizes2: sum(totals.map(({ size }) => size ** 2)),
      successes: sum(totals.map(({ done }) => done)),
      products: sum(totals.map(({ size, done }) => size * done)),
      successes2: sum(totals.map(({ done }) => done ** 2)),
    };
  };
  return Object.fromEntries(RATIOS.map((name) => [name, sumsOfRatio(name)])) as unknown as RatioSums;
}

const BINS: Readonly<Record<PlaybookDuration, keyof FactCodes>> = {
  apology: 'apologyBin',
  silence: 'silenceBin',
  resolver: 'resolverBin',
  public: 'publicBin',
  promiseLength: 'promiseLengthBin',
};

/** How often each number occurs. */
function countsOf(numbers: readonly number[]): readonly (readonly [number: number, count: number])[] {
  return [...Map.groupBy(numbers, (number) => number)].map(([number, own]) => [number, own.length]);
}

function binsOf(cases: readonly Packed[], query: PlaybookQuery, name: PlaybookDuration) {
  const bins = cases
    .filter(isIn(query.windows.durations[name]))
    .map(({ codes }) => codes[BINS[name]] as number | null)
    .filter((bin) => bin !== null);
  return countsOf(bins).map(([bin, count]) => ({ bin, count }));
}

function surprisesOf(cases: readonly Packed[], query: PlaybookQuery): PlaybookTally['surprises'] {
  const firsts = cases.filter((facts) => isFirst(facts, query));
  const seen = firsts.filter(isIn(query.windows.surprises));
  const codes = seen.flatMap(({ codes: { surprise } }) => surprise ?? []);
  return {
    cells: countsOf(codes).map(([code, count]) => ({ code, count })),
    notCovered: firsts.length - seen.length,
  };
}

function coachingOf(cases: readonly Packed[], { coaching, windows }: PlaybookQuery): readonly CoachingCell[] {
  if (coaching === null) return [];
  const { coached, weeksUs } = coaching;
  const rows = cases.flatMap((facts) => {
    const { openedUs, dimensions } = facts.summary;
    const week = weeksUs.filter((startUs) => startUs <= openedUs).length;
    const { team } = dimensions;
    if (team === null || week === 0) return [];
    const isTold =
      isIn(windows.shares.settledWithinAuthority)(facts) && hasPlaybookFlag(facts.playbook, 'authorityTold');
    return { facts, week, team, coached: openedUs >= (coached.get(team) ?? Infinity), isTold };
  });
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.week, row.team, row.coached]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    return {
      week: first.week,
      team: first.team,
      coached: first.coached,
      cases: own.length,
      recovered: own.filter(({ facts }) => hasPlaybookFlag(facts.playbook, 'wonBack')).length,
      told: own.filter(({ isTold }) => isTold).length,
      settled: own.filter(({ facts, isTold }) => isTold && hasPlaybookFlag(facts.playbook, 'settledWithinAuthority'))
        .length,
    };
  });
}

function tallyGroup(group: readonly Packed[], query: PlaybookQuery): PlaybookTally {
  const cases = group.filter(
    ({ summary, codes }) => summary.openedUs <= query.maturedUntilUs && !EXCLUDED_CODES.includes(codes.verdict),
  );
  const margins = cases.filter(isIn(query.windows.promises)).flatMap(({ codes }) => codes.promiseMargin ?? []);
  return {
    shares: Object.fromEntries(
      Object.entries<PlaybookShare>(PLAYBOOK_SHARES).map(([name, share]) => [
        name,
        sumsOf(cases, share, query.windows.shares[name as keyof typeof PLAYBOOK_SHARES]),
      ]),
    ) as unknown as PlaybookTally['shares'],
    ratios: ratiosIn(cases, query),
    durations: Object.fromEntries(
      (Object.keys(PLAYBOOK_DURATIONS) as PlaybookDuration[]).map((name) => [name, binsOf(cases, query, name)]),
    ) as unknown as PlaybookTally['durations'],
    margins: countsOf(margins).map(([margin, count]) => ({ margin, count })),
    surprises: surprisesOf(cases, query),
    coaching: coachingOf(cases, query),
  };
}

/** What the database's tally must equal: the same counts by the plainest means, over facts in memory. */
export function tallyPlaybook(
  facts: Iterable<CaseFacts>,
  query: PlaybookQuery,
): ReadonlyMap<string | null, PlaybookTally> {
  return new Map([...groupFacts(facts, query)].map(([key, group]) => [key, tallyGroup(group, query)]));
}

/** Cases that went public and are open now, whenever they were opened: what is still to be answered. */
export function tallyOpenInPublic(facts: Iterable<CaseFacts>, filters: Filters): number {
  const all = { fromUs: -Infinity, toUs: Infinity, filters };
  return [...facts].filter(
    (one) =>
      one.summary.playbook.openInPublic && !(LEFT_OUT as readonly string[]).includes(one.verdict) && passes(one, all),
  ).length;
}
