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
