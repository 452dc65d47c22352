import {
  bookBins,
  DEFAULT_BOOK_SETTINGS,
  hasPlaybookFlag,
  maturesAfterUs,
  measurePlaybook,
  playbookWindows,
  seenSpans,
  tallyPlaybook,
  type CaseFacts,
  type Coverage,
  type Playbook,
  type PlaybookShareName,
} from '@finest-hour/metrics';
import { EVENT_TYPES } from '@finest-hour/events';
import { NO_MESS, simulate, type CareTruth, type Parameters, type PhaseTruth } from '@finest-hour/simulator';
import { wilson } from '@finest-hour/statistics';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldCompany } from './fold-company.ts';

const SETTINGS = DEFAULT_BOOK_SETTINGS;
const MATURES_US = maturesAfterUs(SETTINGS);
const DAY_US = 86_400_000_000;

/** Six thousand complaints of a company that stays as it is, and of which nothing gets lost. */
const COMPANY = {
  ...{ seed: 29, days: 730, cases: 6000, endsAt: '2026-07-01T00:00:00Z', turnAt: '2026-07-01T00:00:00Z' },
  mess: NO_MESS,
} satisfies Partial<Parameters>;
const NOW_US = Date.parse(COMPANY.endsAt) * 1000;
/** What the simulator says, it says of cases whose time is long over. */
const UNTIL_US = NOW_US - 120 * DAY_US;

/** Of a thousand measures that are right, one is told to be wrong. */
const Z_999 = 3.2905267314919255;

const ALWAYS: Coverage = new Map(
  EVENT_TYPES.map(({ type }) => [type, { fromUs: -Infinity, toUs: NOW_US + 1000 * DAY_US }]),
);

function measured(facts: Iterable<CaseFacts>): Playbook {
  const query = {
    ...{ fromUs: 0, toUs: UNTIL_US, maturedUntilUs: NOW_US - MATURES_US, asOfUs: NOW_US, maturesAfterUs: MATURES_US },
    ...({ filters: {}, grouping: { kind: 'whole' }, bins: bookBins(SETTINGS), valueCoverage: null } as const),
    seen: seenSpans(ALWAYS, MATURES_US),
    windows: playbookWindows(ALWAYS, MATURES_US, NOW_US),
    coaching: null,
  };
  const tally = tallyPlaybook(facts, query).get(null);
  if (tally === undefined) throw new Error('no cases');
  return measurePlaybook(tally, { bins: query.bins, openInPublic: 0, isCoached: false });
}

function shareOf(playbook: Playbook, name: PlaybookShareName): { successes: number; n: number } {
  const share = playbook.steps.map(({ shares }) => shares[name]).find((found) => found !== undefined);
  if (share === undefined) throw new Error(`no share ${name}`);
  return { successes: share.cases, n: share.n };
}

/** Measures of the playbook whose truth follows from the company's parameters. */
const TRUE: Readonly<Partial<Record<PlaybookShareName, (care: CareTruth, phase: PhaseTruth) => number>>> = {
  apologizedInHour: (care) => care.apologisedInHour,
  optionsOffered: (care) => care.optionsOffered,
  promiseMade: (care) => care.promised,
  denied: (care) => care.denied,
  deniedWithAlternatives: (care) => care.deniedWithAlternatives,
  tailored: (care) => care.tailored,
  heard: (care) => care.heard,
  neverPassedOn: (_, { all }) => all.handOffs.never,
};

/** Promises by what became of them; who withdraws one has it counted nowhere. */
const PROMISES = ['early', 'onTime', 'late', 'broken'] as const satisfies readonly (keyof CareTruth['promises'])[];

describe('each measure of the playbook whose truth is known recovers it', () => {
  let facts: ReadonlyMap<string, CaseFacts>;
  let playbook: Playbook;
  const { before } = simulate(COMPANY).truth();
  beforeAll(() => {
    facts = foldCompany(COMPANY);
    playbook = measured(facts.values());
  }, 60_000);

  const holds = ({ successes, n }: { successes: number; n: number }, truth: number) => {
    const { low = NaN, high = NaN } = wilson(successes, n, Z_999) ?? {};
    const told = `${successes} of ${n}, ${low} to ${high}`;
    expect(low, told).toBeLessThanOrEqual(truth);
    expect(high, told).toBeGreaterThanOrEqual(truth);
    // An interval that holds everything would show nothing.
    expect(high - low, told).toBeLessThan(0.2);
  };

  test.each(Object.entries(TRUE) as [PlaybookShareName, (care: CareTruth, phase: PhaseTruth) => number][])(
    '%s',
    (name, truth) => {
      holds(shareOf(playbook, name), truth(before.care, before));
    },
  );

  test.each(PROMISES)('promises: %s', (name) => {
    const n = PROMISES.reduce((sum, one) => sum + playbook.promises[one], 0);
    const { [name]: of, withdrawn } = before.care.promises;
    holds({ successes: playbook.promises[name], n }, of / (1 - withdrawn));
  });

  test('followed up within 24 hours: case by case', () => {
    const outcomes = [...simulate(COMPANY).outcomes()].filter(({ openedUs }) => openedUs < UNTIL_US);
    const meant = outcomes.filter(({ care }) => care.followedUp).map(({ caseId }) => caseId);
    const found = outcomes.filter(({ caseId }) => {
      const fact = facts.get(caseId);
      return fact !== undefined && hasPlaybookFlag(fact.playbook, 'followedUpInDay');
    });
    expect(found.map(({ caseId }) => caseId)).toEqual(meant);
    expect(shareOf(playbook, 'followedUpInDay')).toEqual({ successes: meant.length, n: outcomes.length });
    expect(meant.length).toBeGreaterThan(1000);
    expect(outcomes.length - meant.length).toBeGreaterThan(500);
  });
});
