import { assembleReport, DEFAULT_BOOK_SETTINGS, NO_TALLIES, type Report } from '@finest-hour/metrics';

/** A report over some counts, for tests of what is said about it. */
export function reportOf(counts: {
  readonly recovered: number;
  readonly matured: number;
  readonly pending?: number;
  readonly unresolved?: number;
}): Report {
  const query = { from: '2026-03-02', to: '2026-06-01', timeZone: 'UTC', by: null, filters: {} };
  const asOfUs = Date.parse('2026-07-20T07:00:00Z') * 1000;
  const leftOut = { withoutOpening: 0, parked: 0 };
  const empty = assembleReport(
    { query, asOfUs, settings: DEFAULT_BOOK_SETTINGS, coverage: new Map(), leftOut },
    NO_TALLIES,
  );
  const { recovered, matured, pending = 0, unresolved = 0 } = counts;
  const share = matured === 0 ? null : recovered / matured;
  return {
    ...empty,
    cases: { ...empty.cases, opened: matured + pending, matured, pending },
    measures: {
      ...empty.measures,
      recoveryRate: { value: share, low: share, high: share, n: matured },
      notRecovered: { ...empty.measures.notRecovered, unresolved },
    },
  };
}
