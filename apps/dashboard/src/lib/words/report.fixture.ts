import { assembleReport, DEFAULT_BOOK_SETTINGS, type Report } from '@finest-hour/metrics';

/** A report over some counts, for tests of what is said about it. */
export function reportOf(counts: {
  readonly recovered: number;
  readonly matured: number;
  readonly pending?: number;
  readonly unresolved?: number;
}): Report {
  const query = { from: '2026-03-02', to: '2026-06-01', timeZone: 'UTC', by: null, filters: {} };
  const noGroups = { whole: new Map(), groups: null, baseline: [], valuesArrive: false };
  const empty = assembleReport(query, '2026-07-20T07:00:00Z', DEFAULT_BOOK_SETTINGS, noGroups, {
    withoutOpening: 0,
    parked: 0,
  });
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
