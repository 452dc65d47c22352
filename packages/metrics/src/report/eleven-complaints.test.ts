import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { foldCustomer } from '../fold/fold-customer.ts';
import { tallyEarly, tallyFacts } from '../tally/reference.ts';
import { A, assigned, B, D, event, opened, Q1, Q2, reopened, resolved } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import { assembleReport, tallyQueries } from './assemble.ts';
import type { ReportQuery } from './query.ts';
import type { Report } from './report.ts';

/**
 * Eleven complaints of the first quarter of 2026, as seen on 1 April: those opened by 16 February 00:00 have matured.
 *
 * | case | customer | opened | by    | what happened                                                 | verdict         | hand-offs |
 * |------|----------|--------|-------|---------------------------------------------------------------|-----------------|-----------|
 * | 1    | ana      | 5 Jan  | phone | A; resolved 7 Jan; asked; said yes                            | confirmed       | 0         |
 * | 2    | ben      | 6 Jan  | email | A, B; resolved 9 Jan                                          | no objection    | 1         |
 * | 3    | cy       | 7 Jan  | phone | A, B, A; resolved 10 Jan; asked; said no                      | said no         | 2         |
 * | 4    | dee      | 8 Jan  | email | A, queue, A; resolved 10 Jan; reopened 12 Jan                 | reopened        | 0         |
 * | 5    | eve      | 9 Jan  | phone | A; resolved 12 Jan; her next complaint is about the same      | complained again| 0         |
 * | 6    | eve      | 20 Jan | phone | A; resolved 22 Jan                                            | no objection    | 0         |
 * | 7    | fay      | 12 Jan | email | queue; closed by the system 15 Jan; cause not known           | nothing done    | 0         |
 * | 8    | gil      | 2 Feb  | phone | A, queue of T2, D; never resolved                             | unresolved      | 1         |
 * | 9    | hal      | 3 Feb  | email | found illegitimate                                            | left out        |           |
 * | 10   | ida      | 4 Feb  | web   | merged into an older one                                      | left out        |           |
 * | 11   | jon      | 1 Mar  | phone | nothing yet                                                   | pending         |           |
 */
const at = (date: string) => Date.parse(`${date}T12:00:00Z`) * 1000;

function complaint(
  caseId: string,
  customer: string,
  date: string,
  channel: 'phone' | 'email' | 'web',
  ...events: readonly CaseEvent[]
) {
  const cause = customer === 'fay' ? {} : { cause: 'late' };
  return fold([opened({ customer, channel, ...cause }, at(date), { subject: caseId }), ...events]).summary;
}

const SUMMARIES = [
  complaint(
    '1',
    'ana',
    '2026-01-05',
    'phone',
    assigned(at('2026-01-05'), A),
    resolved(at('2026-01-07')),
    event('satisfaction.asked', at('2026-01-08'), {}),
    event('satisfaction.stated', at('2026-01-08'), { satisfied: true }),
  ),
  complaint(
    '2',
    'ben',
    '2026-01-06',
    'email',
    assigned(at('2026-01-06'), A),
    assigned(at('2026-01-07'), B),
    resolved(at('2026-01-09')),
  ),
  complaint(
    '3',
    'cy',
    '2026-01-07',
    'phone',
    assigned(at('2026-01-07'), A),
    assigned(at('2026-01-08'), B),
    assigned(at('2026-01-09'), A),
    resolved(at('2026-01-10')),
    event('satisfaction.asked', at('2026-01-11'), {}),
    event('satisfaction.stated', at('2026-01-11'), { satisfied: false }),
  ),
  complaint(
    '4',
    'dee',
    '2026-01-08',
    'email',
    assigned(at('2026-01-08'), A),
    assigned(at('2026-01-09'), Q1),
    assigned(at('2026-01-10'), A),
    resolved(at('2026-01-10')),
    reopened(at('2026-01-12')),
  ),
  complaint('5', 'eve', '2026-01-09', 'phone', assigned(at('2026-01-09'), A), resolved(at('2026-01-12'))),
  complaint('6', 'eve', '2026-01-20', 'phone', assigned(at('2026-01-20'), A), resolved(at('2026-01-22'))),
  complaint(
    '7',
    'fay',
    '2026-01-12',
    'email',
    assigned(at('2026-01-12'), Q1),
    resolved(at('2026-01-15'), { automatic: true }),
  ),
  complaint(
    '8',
    'gil',
    '2026-02-02',
    'phone',
    assigned(at('2026-02-02'), A),
    assigned(at('2026-02-03'), Q2),
    assigned(at('2026-02-04'), D),
  ),
  complaint('9', 'hal', '2026-02-03', 'email', event('case.classified', at('2026-02-04'), { legitimate: false })),
  complaint('10', 'ida', '2026-02-04', 'web', event('case.merged', at('2026-02-05'), { into: '0' })),
  complaint('11', 'jon', '2026-03-01', 'phone'),
  // What case 10 is merged into: the same customer's, from before the period.
  complaint('0', 'ida', '2025-12-20', 'web'),
];

const AS_OF = '2026-04-01T00:00:00Z';
const AS_OF_US = Date.parse(AS_OF) * 1000;

/** Everything that happens here was told all the year; nothing else ever was. */
const YEAR = { fromUs: at('2025-12-01'), toUs: at('2026-12-01') };
const COVERAGE = new Map(
  [
    'case.opened',
    'case.assigned',
    'case.resolved',
    'case.reopened',
    'case.classified',
    'case.merged',
    'satisfaction.asked',
    'satisfaction.stated',
  ].map((type) => [type, YEAR]),
);

function report(by: ReportQuery['by'] = null, filters: ReportQuery['filters'] = {}): Report {
  const query: ReportQuery = { from: '2026-01-01', to: '2026-04-01', timeZone: 'UTC', by, filters };
  const { whole, groups, early } = tallyQueries(query, AS_OF_US, DEFAULT_BOOK_SETTINGS, COVERAGE);
  const byCustomer = Map.groupBy(SUMMARIES, ({ customer }) => customer);
  const facts = [...byCustomer.values()].flatMap((own) => foldCustomer(own, DEFAULT_BOOK_SETTINGS));
  const tallies = {
    whole: tallyFacts(facts, whole),
    groups: groups === null ? null : tallyFacts(facts, groups),
    baseline: [],
    early: tallyEarly(facts, early),
  };
  const leftOut = { withoutOpening: 0, parked: 0 };
  return assembleReport(
    { query, asOfUs: AS_OF_US, settings: DEFAULT_BOOK_SETTINGS, coverage: COVERAGE, leftOut },
    tallies,
  );
}

/** An estimate to six digits. */
const about = (value: number, low: number, high: number, n: number) => ({
  value: expect.closeTo(value, 6),
  low: expect.closeTo(low, 6),
  high: expect.closeTo(high, 6),
  n,
});

describe('the whole', () => {
  const { cases, measures } = report();

  test('every case opened is matured, pending or left out', () => {
    expect(cases).toEqual({ opened: 11, matured: 8, pending: 1, excluded: { merged: 1, illegitimate: 1 } });
  });

  test('three of eight are recovered, one of them confirmed, and why the other five are not', () => {
    // Customers: six with one case, eve with two, one of them recovered. p = 3/8; Σ(y − pn)² = 2·(5/8)² + 4·(3/8)² +
    // (1 − 3/4)² = 1.40625; 7/6 · 1.40625/8² = 0.025635, below a simple sample's 0.375·0.625/7 = 0.033482: effect 1.
    // Wilson on 3 of 8.
    expect(measures.recoveryRate).toEqual(about(3 / 8, 0.136844, 0.694258, 8));
    // p = 1/8; Σ = (7/8)² + 5·(1/8)² + (1/4)² = 0.90625; 7/6 · 0.90625/64 over 0.125·0.875/7 → effect 1.057292.
    expect(measures.confirmedRecoveryRate).toEqual(about(1 / 8, 0.021546, 0.481006, 8));
    expect(measures.notRecovered).toEqual({
      unresolved: 1,
      reopened: 1,
      complainedAgain: 1,
      saidNo: 1,
      nothingDone: 1,
    });
  });

  test('how far that can be told: two were asked, seven causes are known', () => {
    // p = 2/8; Σ = 2·(3/4)² + 4·(1/4)² + (1/2)² = 1.625; effect 7/6 · 1.625/64 / (0.1875/7) = 1.105903.
    expect(measures.askedSatisfaction).toEqual({ ...about(2 / 8, 0.067356, 0.606068, 8), notCovered: 0 });
    // The mirror of 1 of 8.
    expect(measures.knownCause).toEqual(about(7 / 8, 0.518994, 0.978454, 8));
    expect(measures.everReopened).toBe(1);
  });

  test('hand-offs between people', () => {
    // 0, 1, 2, 0, 0, 0, 0, 1: R's t.test → 0.5 [−0.131972, 1.131972].
    const { teams: _, unheld, ...agents } = measures.handOffs;
    expect(agents).toEqual({
      total: 4,
      mean: 0.5,
      low: 0,
      high: expect.closeTo(1.131972, 6),
      n: 8,
      distribution: { '0': 5, '1': 2, '2': 1, '3+': 0 },
      // p = 5/8; Σ = 3·(3/8)² + 3·(5/8)² + (3/4)² = 2.15625; effect 7/6 · 2.15625/64 / (0.234375/7) = 1.173958.
      neverPassedOn: about(5 / 8, 0.285792, 0.874084, 8),
      pingPong: {
        direct: { ...about(1 / 8, 0.021546, 0.481006, 8), cases: 1 },
        any: { ...about(1 / 8, 0.021546, 0.481006, 8), cases: 1 },
      },
      returnsToQueue: 1,
      apart: { escalationsFromBot: 0, triages: 0, bulk: 0, shifts: 0, corrections: 0 },
    });
    // Cases 4 and 8 lay in a queue for a day. Their customers have one case each, eve's two neither: the effect of asked.
    expect(unheld).toMatchObject({ any: about(2 / 8, 0.067356, 0.606068, 8), medianSeconds: { value: 86_400 }, n: 2 });
  });

  test('hand-offs between teams', () => {
    // 0 seven times, 1 once: R's t.test → 0.125 [−0.170578, 0.420578].
    expect(measures.handOffs.teams).toMatchObject({
      total: 1,
      mean: 0.125,
      low: 0,
      high: expect.closeTo(0.420578, 6),
      n: 8,
      distribution: { '0': 7, '1': 1, '2': 0, '3+': 0 },
      pingPong: { direct: { cases: 0, value: 0 }, any: { cases: 0, value: 0 } },
      returnsToQueue: 0,
    });
  });

  test('says by which definition, for when, and what it does not measure', () => {
    expect(report()).toMatchObject({
      definition: { book: 7, resolveWithinDays: 30, holdForDays: 14, frontDesks: [], ownershipTargetSeconds: 3600 },
      asOf: AS_OF,
      from: '2026-01-01',
      to: '2026-04-01',
      timeZone: 'UTC',
      by: null,
      groups: [],
      moved: null,
      measures: { repeatLoyalty: null },
    });
    expect(Object.keys(report().notMeasured).sort()).toEqual([
      'followedUp',
      'promiseBroken',
      'promiseWithdrawn',
      'repeatLoyalty',
      'withoutPromise',
    ]);
  });
});

describe('groups', () => {
  const keyed = (by: NonNullable<ReportQuery['by']>) =>
    report(by).groups.map(({ key, cases, measures }) => [
      key,
      cases.opened,
      cases.matured,
      measures.recoveryRate.value,
    ]);

  test('by channel: sorted, each measured on its own, none ranked', () => {
    expect(keyed('channel')).toEqual([
      ['email', 4, 3, 1 / 3],
      ['phone', 6, 5, 2 / 5],
      ['web', 1, 0, null],
    ]);
    expect(report('channel').groups.every(({ tooFew }) => tooFew)).toBe(true);
  });

  test('by team: what is not known comes last', () => {
    expect(keyed('team')).toEqual([
      ['T1', 8, 8, 3 / 8],
      [null, 3, 0, null],
    ]);
    expect(keyed('resolving-team')).toEqual([
      ['T1', 7, 7, 3 / 7],
      [null, 4, 1, 0],
    ]);
  });

  test('by period: every period has its place, also where nothing was opened', () => {
    expect(keyed('month')).toEqual([
      ['2026-01-01', 7, 7, 3 / 7],
      ['2026-02-01', 3, 1, 0],
      ['2026-03-01', 1, 0, null],
    ]);
    const weeks = keyed('week');
    expect(weeks).toHaveLength(14);
    expect(weeks.slice(0, 5)).toEqual([
      ['2025-12-29', 0, 0, null],
      ['2026-01-05', 5, 5, 2 / 5],
      ['2026-01-12', 1, 1, 0],
      ['2026-01-19', 1, 1, 1],
      ['2026-01-26', 0, 0, null],
    ]);
  });

  test('the groups of a dimension add up to the whole', () => {
    for (const by of ['channel', 'team', 'cause', 'week', 'day'] as const) {
      const { groups, cases } = report(by);
      expect(groups.reduce((total, group) => total + group.cases.opened, 0)).toBe(cases.opened);
      expect(groups.reduce((total, group) => total + group.cases.matured, 0)).toBe(cases.matured);
    }
  });
});

test('a filter narrows the whole and the groups alike', () => {
  const { cases, groups, filters } = report('month', { channel: ['email'] });
  expect(filters).toEqual({ channel: ['email'] });
  expect(cases).toEqual({ opened: 4, matured: 3, pending: 0, excluded: { merged: 0, illegitimate: 1 } });
  expect(groups.map((group) => group.cases.opened)).toEqual([3, 1, 0]);
});
