import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseOutcome, CustomerOutcome } from '../outcome/outcome.ts';
import { NO_MESS, type Parameters } from '../parameters.ts';
import { run } from '../stream/run.ts';
import { tellTruth } from './tell.ts';
import type { PhaseTruth } from './truth.ts';
import { makeWorld } from '../world.ts';

/** Two years with forty cases a day, half of it after the turn; without mess, which is left out of the truth. */
const LARGE = {
  seed: 2026,
  cases: 30_000,
  turnAt: '2025-07-01T00:00:00Z',
  quietCustomersPerCase: 0,
  mess: { ...NO_MESS, illegitimate: 0.02, merged: 0.02 },
} satisfies Partial<Parameters>;

const world = makeWorld(LARGE);
const truth = tellTruth(world);
let cases: CaseOutcome[];
let customers: CustomerOutcome[];

beforeAll(() => {
  const days = [...run(world)].map(({ cases, customers }) => ({ cases, customers }));
  const mature = (openedUs: number) => openedUs / 1000 + 230 * 86_400_000 <= world.endMs;
  cases = days.flatMap(({ cases }) => cases).filter(({ verdict }) => verdict !== null && verdict !== 'merged');
  customers = days.flatMap(({ customers }) => customers).filter(({ openedUs }) => mature(openedUs));
});

/** Within 4.5 standard errors of what was chosen: some 400 are compared, and chance alone exceeds it once in 150,000. */
const ERRORS = 4.5;

function expectShare<T>(items: readonly T[], p: number, holds: (item: T) => boolean): void {
  expect(items.length).toBeGreaterThan(200);
  const share = items.filter(holds).length / items.length;
  const error = Math.sqrt((p * (1 - p)) / items.length);
  expect(Math.abs(share - p), `${share} of ${items.length} against ${p}`).toBeLessThanOrEqual(ERRORS * error + 1e-9);
}

const counted = (turned: boolean) => cases.filter((one) => one.turned === turned && one.verdict !== 'illegitimate');
const phases: readonly (readonly [name: string, turned: boolean, phase: PhaseTruth])[] = [
  ['before', false, truth.before],
  ['after', true, truth.after],
];
const isRecovered = ({ verdict }: CaseOutcome) => verdict === 'confirmed' || verdict === 'noObjection';

describe.each(phases)('%s the turn, what happens is as likely as the truth says', (_, turned, phase) => {
  test('verdicts, over all and by team and cause', () => {
    const all = counted(turned);
    expectShare(all, phase.all.recovered, isRecovered);
    expectShare(all, phase.all.confirmed, ({ verdict }) => verdict === 'confirmed');
    for (const [why, p] of Object.entries(phase.all.notRecovered))
      expectShare(all, p, ({ verdict }) => verdict === why);
    for (const [id, team] of Object.entries(phase.teams)) {
      expectShare(all, team.share, (one) => one.team === id);
      const own = all.filter((one) => one.team === id);
      expectShare(own, team.recovered, isRecovered);
      for (const [why, p] of Object.entries(team.notRecovered)) expectShare(own, p, ({ verdict }) => verdict === why);
    }
    for (const [name, cause] of Object.entries(phase.causes)) {
      expectShare(
        all.filter((one) => one.cause === name),
        cause.recovered,
        isRecovered,
      );
    }
  });

  test('the three shares of an outcome add up to 1', () => {
    const { recovered, notRecovered } = phase.all;
    expect(recovered + Object.values(notRecovered).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  test('time to ownership, trolls included, as they are owned like others', () => {
    const of = (team: string | null) =>
      cases.filter((one) => one.turned === turned && (team === null || one.team === team));
    const seconds = ({ ownedUs, openedUs }: CaseOutcome) => (ownedUs === null ? Infinity : (ownedUs - openedUs) / 1e6);
    for (const point of phase.ownership.curve)
      expectShare(of(null), point.owned, (one) => seconds(one) <= point.seconds);
    expectShare(
      of(null),
      phase.ownership.never,
      ({ ownedUs, endedUnownedUs }) => ownedUs === null && endedUnownedUs !== null,
    );
    for (const [id, { ownership }] of Object.entries(phase.teams)) {
      expectShare(of(id), ownership.withinHour, (one) => seconds(one) <= 3600);
      if (ownership.medianSeconds !== null)
        expectShare(of(id), 0.5, (one) => seconds(one) <= (ownership.medianSeconds ?? 0));
      if (ownership.p90Seconds !== null) expectShare(of(id), 0.9, (one) => seconds(one) <= (ownership.p90Seconds ?? 0));
    }
  });

  test('what is said and done besides', () => {
    const all = counted(turned);
    const { care } = phase;
    const inHour = ({ openedUs, care: { apologisedUs } }: CaseOutcome) =>
      apologisedUs !== null && apologisedUs - openedUs <= 3600e6;
    expectShare(all, care.apologisedInHour, inHour);
    expectShare(all, care.responsibilityTaken, (one) => one.care.responsibilityTaken);
    expectShare(all, care.optionsOffered, (one) => one.care.optionsOffered);
    expectShare(all, care.promised, (one) => one.care.promise !== null);
    const promises = all.filter((one) => one.care.promise !== null);
    for (const [state, p] of Object.entries(care.promises))
      expectShare(promises, p, (one) => one.care.promise === state);
    expect(Object.values(care.promises).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const denials = all.filter((one) => one.care.denied !== null);
    expectShare(all, care.denied, (one) => one.care.denied !== null);
    expectShare(denials, care.deniedWithAlternatives, (one) => one.care.denied === 'withAlternatives');
    const solutions = all.filter((one) => one.care.tailored !== null);
    expectShare(all, care.solved, (one) => one.care.tailored !== null);
    expectShare(solutions, care.tailored, (one) => one.care.tailored === true);
    const said = all.filter((one) => one.care.heard !== null);
    expectShare(said, care.heard, (one) => one.care.heard === true);
  });

  test('hand-offs at both levels, over all and by team', () => {
    const levels = ['agents', 'teams'] as const;
    const check = (own: readonly CaseOutcome[], told: Pick<PhaseTruth['all'], 'handOffs' | 'teamHandOffs'>) => {
      for (const level of levels) {
        const expected = level === 'agents' ? told.handOffs : told.teamHandOffs;
        expectShare(own, expected.never, (one) => one[level].handOffs === 0);
        expectShare(own, expected.once, (one) => one[level].handOffs === 1);
        expectShare(own, expected.twice, (one) => one[level].handOffs === 2);
        const counts = own.map((one) => one[level].handOffs);
        const mean = counts.reduce((sum, count) => sum + count, 0) / own.length;
        const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / own.length;
        expect(Math.abs(mean - expected.mean)).toBeLessThanOrEqual(ERRORS * Math.sqrt(variance / own.length));
      }
    };
    check(counted(turned), phase.all);
    for (const [id, team] of Object.entries(phase.teams))
      check(
        counted(turned).filter((one) => one.team === id),
        team,
      );
  });
});

const HORIZONS = [30, 90, 180] as const;
const within = (fromUs: number, atUs: number | null, days: number) => atUs !== null && atUs - fromUs <= days * 86_400e6;

test('customers come back as often as chosen, from the opening', () => {
  const before = customers.filter(({ turned }) => !turned);
  for (const days of HORIZONS) {
    expectShare(before, truth.before.returnsFromOpening[days], ({ openedUs, returnedUs }) =>
      within(openedUs, returnedUs, days),
    );
  }
});

test('customers come back as often as chosen after the verdict, recovered or not', () => {
  const verdictUs = ({ openedUs }: CustomerOutcome) => openedUs + 44 * 86_400e6;
  const stayed = customers.filter((one) => one.leftUs === null || one.leftUs > verdictUs(one));
  for (const recovered of [true, false]) {
    const own = stayed.filter((one) => one.recovered === recovered);
    const { recovered: good, notRecovered: bad, difference } = truth.returnsAfterVerdict;
    for (const days of HORIZONS) {
      const p = recovered ? good[days] : bad[days];
      expectShare(own, p, (one) => within(verdictUs(one), one.returnedAfterVerdictUs, days));
      expect(difference[days]).toBeCloseTo(good[days] - bad[days], 12);
    }
  }
  expect(truth.returnsAfterVerdict.difference[90]).toBeCloseTo(0.18, 9);
});

test('the truth is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
});
