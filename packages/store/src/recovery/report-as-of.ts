import { asCaseEvent, formatTimeUs, type CaseEvent, type LoggedEvent } from '@finest-hour/events';
import {
  assembleReport,
  foldCase,
  foldCustomer,
  tallyFacts,
  tallyQueries,
  type CaseSummary,
  type Report,
  type ReportQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import { BUCKETS } from '../bucket.ts';
import type { Database } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow } from '../log/read.ts';

async function readCaseEvents(db: Database, bucket: number, asOfUs: number): Promise<readonly LoggedEvent[]> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS} from log.event e
    where e.bucket = ${bucket} and e.family = 'case' and e.time_us <= ${asOfUs}::bigint`.execute(db);
  return rows.map(eventOf);
}

/**
 * The report as the events up to an earlier moment give it: a slow path that folds the log in memory.
 * It takes an event by when it happened, so what arrived late is in it; what was *known* then is not reproduced.
 */
export async function readReportAsOf(db: Database, query: ReportQuery, asOfUs: number): Promise<Report> {
  const settings = await readBookSettings(db);
  const summaries: CaseSummary[] = [];
  let withoutOpening = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const cases = Map.groupBy(await readCaseEvents(db, bucket, asOfUs), ({ subject }) => subject);
    for (const events of cases.values()) {
      const fold = foldCase(
        events.map((event): CaseEvent => asCaseEvent(event)),
        settings,
      );
      if (fold === null) withoutOpening += 1;
      else summaries.push(fold.summary);
    }
  }
  const facts = [...Map.groupBy(summaries, ({ customer }) => customer).values()].flatMap((own) =>
    foldCustomer(own, settings),
  );
  const { whole, groups } = tallyQueries(query, asOfUs, settings);
  const tallies = { whole: tallyFacts(facts, whole), groups: groups === null ? null : tallyFacts(facts, groups) };
  return assembleReport(query, formatTimeUs(asOfUs), settings, tallies, { withoutOpening, parked: 0 });
}
