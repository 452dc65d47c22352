import {
  assembleReport,
  NO_TALLIES,
  tallyQueries,
  type Estimate,
  type Measures,
  type Report,
  type ReportGroup,
  type ReportFrame,
  type ReportQuery,
  type ReportTallies,
  type Tallies,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import type { Database, Work } from '../database.ts';
import { inSnapshot } from '../snapshot.ts';
import { readCoverage } from './coverage.ts';
import { tallyEarlySigns } from './tally-clusters.ts';
import { countBaseline } from './tally-baseline.ts';
import { tallyCases, tallyVerdicts } from './tally.ts';

/** Streams that no figure includes: cases that never opened, and those that can't be folded. */
async function countLeftOut(work: Work): Promise<Report['leftOut']> {
  const { rows } = await sql<{ without_opening: number; parked: number }>`
    select (select count(*) from recovery.case_head where customer is null) as without_opening,
           (select count(*) from recovery.parked) as parked`.execute(work);
  return { withoutOpening: rows[0]?.without_opening ?? 0, parked: rows[0]?.parked ?? 0 };
}

/** Counts each query once, however many reports of one snapshot ask for it. */
function once<Counts>(count: (query: TallyQuery) => Promise<Counts>): (query: TallyQuery) => Promise<Counts> {
  const counted = new Map<string, Promise<Counts>>();
  return (query) => {
    const { fromUs, toUs, filters, grouping } = query;
    const key = JSON.stringify([fromUs, toUs, filters, grouping]);
    const tallies = counted.get(key) ?? count(query);
    counted.set(key, tallies);
    return tallies;
  };
}

/** How many of a group were won back, and how many stayed in one team; neither needs a curve. */
export interface VerdictGroup extends Pick<ReportGroup, 'key' | 'cases'> {
  readonly measures: Pick<Measures, 'recoveryRate'>;
  readonly keptInOneTeam: Estimate;
}

/** Reports by the same definitions, of one moment. */
export interface ReportReader {
  report(query: ReportQuery, parts?: { readonly baseline: boolean }): Promise<Report>;
  /** The groups of a report, without what takes a count of its own. */
  verdicts(query: ReportQuery): Promise<readonly VerdictGroup[]>;
}

async function readerOn(work: Work, asOfUs: number): Promise<ReportReader> {
  const settings = await readBookSettings(work);
  const coverage = await readCoverage(work);
  const leftOut = await countLeftOut(work);
  const frame = (query: ReportQuery): ReportFrame => ({ query, asOfUs, settings, coverage, leftOut });
  const tally = once<Tallies>((query) => tallyCases(work, query));
  const tallyEarly = once((query) => tallyEarlySigns(work, query));
  return {
    report: async (query, { baseline } = { baseline: true }) => {
      const { whole, groups, early } = tallyQueries(query, asOfUs, settings, coverage);
      const tallies: ReportTallies = {
        whole: await tally(whole),
        groups: groups === null ? null : await tally(groups),
        baseline: baseline ? await countBaseline(work, whole) : null,
        early: await tallyEarly(early),
      };
      return assembleReport(frame(query), tallies);
    },
    verdicts: async (query) => {
      const { groups } = tallyQueries(query, asOfUs, settings, coverage);
      if (groups === null) return [];
      const tallies = { ...NO_TALLIES, groups: await tallyVerdicts(work, groups) };
      return assembleReport(frame(query), tallies).groups.map(({ key, cases, measures }) => {
        const { recoveryRate, handOffs } = measures;
        return { key, cases, measures: { recoveryRate }, keptInOneTeam: handOffs.teams.neverPassedOn };
      });
    },
  };
}

/** Reads several reports on one snapshot, so that they agree; what they have in common is counted once. */
export async function readReports<Result>(
  db: Database,
  asOfUs: number,
  read: (reader: ReportReader) => Promise<Result>,
): Promise<Result> {
  return inSnapshot(db, async (work) => read(await readerOn(work, asOfUs)));
}

/** The report for page, JSON and command line alike, as of now (`asOfUs`, microseconds since 1970). */
export async function readReport(db: Database, query: ReportQuery, asOfUs: number): Promise<Report> {
  return readReports(db, asOfUs, (reader) => reader.report(query));
}
