import { formatTimeUs, type LoggedEvent } from '@finest-hour/events';
import {
  assembleReport,
  foldCustomer,
  tallyFacts,
  tallyQueries,
  type BookSettings,
  type CaseFacts,
  type CaseSummary,
  type Report,
  type ReportQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import { BUCKETS } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow } from '../log/read.ts';
import { inSnapshot } from '../snapshot.ts';
import { tryFold, tryFoldCase } from './try-fold.ts';

async function readCaseEvents(work: Work, bucket: number, asOfUs: number): Promise<readonly LoggedEvent[]> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS} from log.event e
    where e.bucket = ${bucket} and e.family = 'case' and e.time_us <= ${asOfUs}::bigint`.execute(work);
  return rows.map(eventOf);
}

interface Folded<Row> {
  readonly rows: readonly Row[];
  readonly withoutOpening: number;
  readonly parked: number;
}

async function foldCases(work: Work, settings: BookSettings, asOfUs: number): Promise<Folded<CaseSummary>> {
  const rows: CaseSummary[] = [];
  let [withoutOpening, parked] = [0, 0];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const cases = Map.groupBy(await readCaseEvents(work, bucket, asOfUs), ({ subject }) => subject);
    for (const events of cases.values()) {
      const tried = tryFoldCase(events, settings);
      if (!tried.ok) parked += 1;
      else if (tried.value === null) withoutOpening += 1;
      else rows.push(tried.value.summary);
    }
  }
  return { rows, withoutOpening, parked };
}

function foldCustomers({ rows, ...leftOut }: Folded<CaseSummary>, settings: BookSettings): Folded<CaseFacts> {
  const customers = [...Map.groupBy(rows, ({ customer }) => customer).values()];
  const tried = customers.map((summaries) => tryFold(() => foldCustomer(summaries, settings)));
  const parked = leftOut.parked + tried.filter(({ ok }) => !ok).length;
  return { ...leftOut, parked, rows: tried.flatMap((one) => (one.ok ? one.value : [])) };
}

/**
 * The report as the events up to an earlier moment give it: a slow path that folds the log in memory.
 * It takes an event by when it happened, so what arrived late is in it; what was *known* then is not reproduced.
 */
export async function readReportAsOf(db: Database, query: ReportQuery, asOfUs: number): Promise<Report> {
  return inSnapshot(db, async (work) => {
    const settings = await readBookSettings(work);
    const { rows, ...leftOut } = foldCustomers(await foldCases(work, settings, asOfUs), settings);
    const { whole, groups } = tallyQueries(query, asOfUs, settings);
    const tallies = { whole: tallyFacts(rows, whole), groups: groups === null ? null : tallyFacts(rows, groups) };
    return assembleReport(query, formatTimeUs(asOfUs), settings, tallies, leftOut);
  });
}
