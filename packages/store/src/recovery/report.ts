import { formatTimeUs } from '@finest-hour/events';
import { assembleReport, tallyQueries, type Report, type ReportQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import type { Database, Work } from '../database.ts';
import { inSnapshot } from '../snapshot.ts';
import { readValueCoverage } from './coverage.ts';
import { countBaseline } from './tally-baseline.ts';
import { tallyCases } from './tally.ts';

/** Streams that no figure includes: cases that never opened, and those that can't be folded. */
async function countLeftOut(work: Work): Promise<Report['leftOut']> {
  const { rows } = await sql<{ without_opening: number; parked: number }>`
    select (select count(*) from recovery.case_head where customer is null) as without_opening,
           (select count(*) from recovery.parked) as parked`.execute(work);
  return { withoutOpening: rows[0]?.without_opening ?? 0, parked: rows[0]?.parked ?? 0 };
}

/** The report for page, JSON and command line alike, as of now (`asOfUs`, microseconds since 1970). */
export async function readReport(db: Database, query: ReportQuery, asOfUs: number): Promise<Report> {
  return inSnapshot(db, async (work) => {
    const settings = await readBookSettings(work);
    const coverage = await readValueCoverage(work);
    const { whole, groups } = tallyQueries(query, asOfUs, settings, coverage);
    const tallies = {
      whole: await tallyCases(work, whole),
      groups: groups === null ? null : await tallyCases(work, groups),
      baseline: await countBaseline(work, whole),
      valuesArrive: coverage !== null,
    };
    return assembleReport(query, formatTimeUs(asOfUs), settings, tallies, await countLeftOut(work));
  });
}
