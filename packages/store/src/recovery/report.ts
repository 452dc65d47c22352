import {
  assembleMoved,
  assembleReport,
  CLUSTER_PLANS,
  NO_CLUSTERS,
  NO_PLAYBOOK,
  notMeasured,
  NO_TALLIES,
  tallyQueries,
  type Estimate,
  type Moved,
  type PairOfQueries,
  type PeriodTallies,
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
import { readCoachedTeams } from './coaching.ts';
import { readCoverage } from './coverage.ts';
import { sumClusters, tallyEarlySigns } from './tally-clusters.ts';
import { countOpenInPublic, countPlaybook } from './tally-playbook.ts';
import { countWentWith } from './tally-went-with.ts';
import { countBaseline } from './tally-baseline.ts';
import { tallyCases, tallyShares, type ShareName } from './tally.ts';

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

/** One share of a group, and how many of it are not told yet. */
export interface ShareGroup extends Pick<ReportGroup, 'key' | 'cases'> {
  readonly share: Estimate;
  /** Of recovery, without a verdict; of ownership, still without an owner; of loyalty, 0. */
  readonly pending: number;
  /** Beside recovery, how many were kept in one team. */
  readonly keptInOneTeam: Estimate | null;
}

const NONE: Estimate = { value: null, low: null, high: null, n: 0 };

/** What `of` names of a group or of the whole. */
export function shareGroup({ key, cases, measures }: Omit<ReportGroup, 'tooFew'>, of: ShareName): ShareGroup {
  const { recoveryRate, timeToOwnership, repeatLoyalty, handOffs } = measures;
  const { neverPassedOn } = handOffs.teams;
  switch (of) {
    case 'recovery':
      return { key, cases, share: recoveryRate, pending: cases.pending, keptInOneTeam: neverPassedOn };
    case 'ownership':
      return { key, cases, share: timeToOwnership.withinTarget, pending: timeToOwnership.waiting, keptInOneTeam: null };
    case 'loyalty':
      return { key, cases, share: repeatLoyalty ?? NONE, pending: 0, keptInOneTeam: null };
  }
}

/** What a change is told from: verdicts alone. */
async function tallyPeriod(work: Work, { whole, groups }: PairOfQueries): Promise<PeriodTallies> {
  const sums = await sumClusters(work, whole, CLUSTER_PLANS.verdicts);
  const grouped = await sumClusters(work, groups, CLUSTER_PLANS.verdicts);
  return { whole: sums.clusters.get(null) ?? NO_CLUSTERS, groups: grouped.clusters };
}

/** What of a report is counted only where it is asked for. */
export interface ReportParts {
  readonly baseline?: boolean;
  readonly playbook?: boolean;
}

/** Reports by the same definitions, of one moment. */
export interface ReportReader {
  report(query: ReportQuery, parts?: ReportParts): Promise<Report>;
  /** One share of the groups of a report, counted without the rest. */
  shares(query: ReportQuery, of: ShareName): Promise<readonly ShareGroup[]>;
  /** Why the recovery rate changed, counted without the rest. */
  moved(query: ReportQuery): Promise<Moved | null>;
}

/**
 * Counts are gathered in memory: a set has some thousand groups, but the planner, which knows nothing of what numbers are
 * told from, takes it for up to a tenth of the rows, and would sort them all, once for each set.
 */
async function countInMemory(work: Work): Promise<void> {
  await sql`select set_config('work_mem', '128MB', true)`.execute(work);
}

async function readerOn(work: Work, asOfUs: number): Promise<ReportReader> {
  await countInMemory(work);
  const settings = await readBookSettings(work);
  const coverage = await readCoverage(work);
  const coached = await readCoachedTeams(work, asOfUs);
  const leftOut = await countLeftOut(work);
  const frame = (query: ReportQuery): ReportFrame => ({ query, asOfUs, settings, coverage, coached, leftOut });
  const tally = once<Tallies>((query) => tallyCases(work, query));
  const tallyEarly = once((query) => tallyEarlySigns(work, query));
  return {
    report: async (query, { baseline = true, playbook = true } = {}) => {
      const asked = tallyQueries(query, asOfUs, settings, coverage, coached);
      const { whole, groups, early, before, playbook: played } = asked;
      const tallies: ReportTallies = {
        whole: await tally(whole),
        groups: groups === null ? null : await tally(groups),
        baseline: baseline ? await countBaseline(work, whole) : null,
        early: await tallyEarly(early),
        playbook: playbook ? ((await countPlaybook(work, played)).get(null) ?? NO_PLAYBOOK) : null,
        wentWith: playbook ? await countWentWith(work, whole) : null,
        openInPublic: playbook ? await countOpenInPublic(work, query.filters) : 0,
        compared: before === null ? null : await tallyPeriod(work, before),
      };
      return assembleReport(frame(query), tallies);
    },
    shares: async (query, of) => {
      const { groups } = tallyQueries(query, asOfUs, settings, coverage);
      if (groups === null) return [];
      const tallies = { ...NO_TALLIES, groups: await tallyShares(work, groups, of) };
      return assembleReport(frame(query), tallies).groups.map((group) => shareGroup(group, of));
    },
    moved: async (query) => {
      const { whole, groups, before } = tallyQueries(query, asOfUs, settings, coverage);
      if (groups === null || before === null) return null;
      // The wholes are those of reports that a page reads anyway.
      const period = async (asked: PairOfQueries): Promise<PeriodTallies> => ({
        whole: (await tally(asked.whole)).get(null)?.clusters ?? NO_CLUSTERS,
        groups: (await sumClusters(work, asked.groups, CLUSTER_PLANS.verdicts)).clusters,
      });
      return assembleMoved(query, await period(before), await period({ whole, groups }), notMeasured(coverage));
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
