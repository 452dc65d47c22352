import { addDays, comparedRange, type DayRange, type ReportQuery } from '@finest-hour/metrics';
import type { Database } from '@finest-hour/store';
import { readReports } from '@finest-hour/store/recovery';

const PARTS = { baseline: false, playbook: false } as const;

/** What the first page of the dashboard reads for its 13 weeks: see `readOverview` there. */
export async function readPage(db: Database, range: DayRange, asOfUs: number): Promise<void> {
  const query: ReportQuery = { ...range, timeZone: 'Europe/Berlin', by: null, filters: {} };
  const before = comparedRange(query, 'previous');
  const after = { from: range.to, to: addDays(range.to, 91) };
  await readReports(db, asOfUs, async (reader) => {
    await reader.report(query, PARTS);
    await reader.report({ ...query, ...before }, PARTS);
    await reader.moved({ ...query, by: 'cause', compare: 'previous' });
    for (const by of ['channel', 'team'] as const) await reader.shares({ ...query, by }, 'recovery');
    for (const period of [before, range, after]) await reader.shares({ ...query, ...period, by: 'week' }, 'recovery');
  });
}
