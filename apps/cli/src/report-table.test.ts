import {
  assembleReport,
  DEFAULT_BOOK_SETTINGS,
  NO_TALLIES,
  type CoveredEstimate,
  type Report,
} from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import { reportTable } from './report-table.ts';

const query = { from: '2026-03-02', to: '2026-06-01', timeZone: 'UTC', by: null, filters: {} };
const empty = assembleReport(
  {
    query,
    asOfUs: Date.parse('2026-07-20T07:00:00Z') * 1000,
    settings: DEFAULT_BOOK_SETTINGS,
    coverage: new Map(),
    leftOut: { withoutOpening: 0, parked: 0 },
  },
  NO_TALLIES,
);

function reportOf(asked: number): Report {
  const confirmed: CoveredEstimate = { value: 0.57, low: 0.47, high: 0.66, n: 1471, notCovered: 0 };
  return {
    ...empty,
    measures: {
      ...empty.measures,
      confirmedRecoveryRate: confirmed,
      askedSatisfaction: { ...confirmed, value: asked },
      notRecovered: { ...empty.measures.notRecovered, complainedAgain: 1471 },
    },
  };
}

test('what customers said comes with how many were asked; where nobody was, no share is told', () => {
  expect(reportTable(reportOf(0.6), null)).toContain(
    'customer said so  57 %  likely 47–66 %  (n = 1,471), 60 % were asked',
  );
  expect(reportTable(reportOf(0), null)).toContain('customer said so  nobody was asked\n');
});

test('reasons are counted like everything else', () => {
  expect(reportTable(reportOf(0), null)).toContain('1,471 complained again');
});

test('a period that nobody asked for says why it is that one', () => {
  expect(reportTable(empty, 'densest')).toMatch(/period +the quarter with the most/);
  expect(reportTable(empty, null)).not.toContain('period');
});

test('early signs come a line each, with the usual, the verdict, and whether they told the truth', () => {
  const share = (value: number, n: number) => ({ value, low: value - 0.05, high: value + 0.05, n, notCovered: 0 });
  const { signs } = empty.earlySigns;
  const resolved = {
    ...signs.resolved,
    last: { ...share(0.8, 70), notCovered: 3 },
    usual: share(0.6, 1200),
    difference: { value: 0.2, low: 0.09, high: 0.28 },
    verdict: 'better' as const,
    tooFew: false,
    truth: { with: share(0.75, 900), without: share(0.4, 300), difference: { value: 0.35, low: 0.3, high: 0.4 } },
  };
  const report = { ...empty, earlySigns: { ...empty.earlySigns, signs: { ...signs, resolved } } };
  // 13 July is seven days before the 20th, on which week that of the 6th has all its cases old enough.
  expect(reportTable(report, null)).toContain('Early signs: 0 complaints of the week from 2026-07-06, as they stood');
  expect(reportTable(report, null)).toMatch(
    /resolved +80 % of 70, usually 60 % of 1,200, likely 9 to 28 apart; better; 3 not covered; recovered 75 % with it, 40 % without\n/,
  );
  expect(reportTable(report, null)).toMatch(/passed on +–\n/);
});

test('what a headline could be gamed by stands beside it, and what was never told is told as that', () => {
  const merged = { value: 0.12, low: 0.1, high: 0.14, n: 1500 };
  const withoutPromise = { ...merged, value: 0.4, notCovered: 20 };
  const gaming = { ...empty.measures.gaming, merged, withoutPromise };
  const table = reportTable({ ...empty, measures: { ...empty.measures, gaming } }, null);
  expect(table).toMatch(/to look at +12 % merged, – % illegitimate of opened .* no promise 40 % \(20 not covered\)/);
  expect(table).toContain('not measured      no promise ever arrived: push promise.made\n');
});

test('who waits for an owner may have a holder: assigned, not owned', () => {
  const timeToOwnership = { ...empty.measures.timeToOwnership, waiting: 12, assignedNotOwned: 7 };
  const table = reportTable({ ...empty, measures: { ...empty.measures, timeToOwnership } }, null);
  expect(table).toContain('12 waiting, 7 of them assigned, 0 ended unowned');
});
