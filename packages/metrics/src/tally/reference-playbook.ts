import { EXCLUDED_CODES } from './codes.ts';
import { groupFacts } from './reference.ts';
import type { Packed } from './reference-clusters.ts';
import type { CaseFacts } from '../facts.ts';
import type { Span } from '../coverage.ts';
import { hasPlaybookFlag } from '../playbook/bits.ts';
import { PLAYBOOK_SHARES, type PlaybookShare } from '../playbook/shares.ts';
import { countSteps, PLAYBOOK_STEPS } from '../playbook/steps.ts';
import {
  PROMISE_OUTCOMES,
  type PlaybookQuery,
  type PlaybookSums,
  type PlaybookTally,
  type StepCell,
} from './playbook.ts';
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

function stepsOf(cases: readonly CaseFacts[], { windows }: PlaybookQuery): readonly StepCell[] {
  const cells = Map.groupBy(cases, (facts) => {
    const steps = PLAYBOOK_STEPS.filter((_, index) => isIn(windows.steps[index] ?? null)(facts));
    const { applicable, done } = countSteps(facts.playbook, steps);
    return `${applicable} ${done}`;
  });
  return [...cells].map(([key, own]) => {
    const [applicable = 0, done = 0] = key.split(' ').map(Number);
    return { applicable, done, cases: own.length };
  });
}

const LENGTHS: Readonly<Record<PlaybookDuration, 'apologyUs' | 'silenceUs' | 'resolverUs' | 'publicUs'>> = {
  apology: 'apologyUs',
  silence: 'silenceUs',
  resolver: 'resolverUs',
  public: 'publicUs',
};

function binsOf(cases: readonly CaseFacts[], query: PlaybookQuery, name: PlaybookDuration) {
  const bins = cases
    .filter(isIn(query.windows.durations[name]))
    .flatMap(({ summary }) => summary.playbook[LENGTHS[name]] ?? [])
    .map((us) => query.bins.binOf(us / 1e6));
  return [...Map.groupBy(bins, (bin) => bin)].map(([bin, own]) => ({ bin, count: own.length }));
}

function tallyGroup(group: readonly Packed[], query: PlaybookQuery): PlaybookTally {
  const cases = group.filter(
    ({ summary, codes }) => summary.openedUs <= query.maturedUntilUs && !EXCLUDED_CODES.includes(codes.verdict),
  );
  const promised = cases.filter(isIn(query.windows.promises)).map(({ summary }) => summary.playbook.promises);
  return {
    shares: Object.fromEntries(
      Object.entries<PlaybookShare>(PLAYBOOK_SHARES).map(([name, share]) => [
        name,
        sumsOf(cases, share, query.windows.shares[name as keyof typeof PLAYBOOK_SHARES]),
      ]),
    ) as unknown as PlaybookTally['shares'],
    steps: stepsOf(cases, query),
    durations: Object.fromEntries(
      (Object.keys(PLAYBOOK_DURATIONS) as PlaybookDuration[]).map((name) => [name, binsOf(cases, query, name)]),
    ) as unknown as PlaybookTally['durations'],
    promises: Object.fromEntries(
      PROMISE_OUTCOMES.map((outcome) => [outcome, sum(promised.map((own) => own[outcome]))]),
    ) as PlaybookTally['promises'],
  };
}

/** What the database's tally must equal: the same counts by the plainest means, over facts in memory. */
export function tallyPlaybook(
  facts: Iterable<CaseFacts>,
  query: PlaybookQuery,
): ReadonlyMap<string | null, PlaybookTally> {
  return new Map([...groupFacts(facts, query)].map(([key, group]) => [key, tallyGroup(group, query)]));
}
