import { asCustomerEvent } from '@finest-hour/events';
import {
  Persons,
  readHistory,
  tellStory,
  type BookSettings,
  type CaseSummary,
  type CustomerHistory,
  type FinestHours,
} from '@finest-hour/metrics';
import { bucketOf } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { readStreams } from '../log/read.ts';
import { inSnapshot } from '../snapshot.ts';
import { itemOf, readRows, type CaseQuery, type FactRow } from './cases.ts';
import { readGroups } from './links.ts';
import { caseStream } from './merges.ts';
import { readBookSettings } from './settings.ts';
import { tryFoldCase } from './try-fold.ts';

/** The ids that are one person now, by the name of the person. */
async function readIds(work: Work, persons: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = await readGroups(work, persons);
  return new Map(
    persons.map((person) => {
      const group = groups.get(person);
      if (group === undefined) return [person, [person]];
      const known = new Persons(group.statements);
      return [person, group.members.filter((id) => known.now(id) === person)];
    }),
  );
}

interface Told {
  readonly summary: CaseSummary | null;
  readonly history: CustomerHistory;
}

/**
 * What stories are told from: each case's own events, and what its customer did under any of their ids. Of what was
 * merged into a case, its story has the opening alone.
 */
async function readTold(work: Work, rows: readonly FactRow[], settings: BookSettings): Promise<(row: FactRow) => Told> {
  const ids = await readIds(work, [...new Set(rows.map(({ customer }) => customer))]);
  const streams = [...ids.values()]
    .flat()
    .map((subject) => ({ bucket: bucketOf('customer', subject), family: 'customer', subject }) as const);
  const ofCustomers = await readStreams(work, streams);
  const ofCases = await readStreams(
    work,
    rows.map((row) => caseStream(row.case_id)),
  );
  return ({ customer, case_id: caseId, opened_us: openedUs }) => {
    const tried = tryFoldCase(ofCases.get(caseId) ?? [], settings);
    const own = (ids.get(customer) ?? []).flatMap((id) => ofCustomers.get(id) ?? []);
    return {
      summary: tried.ok && tried.value !== null ? { ...tried.value.summary, openedUs } : null,
      history: readHistory(own.map(asCustomerEvent)),
    };
  };
}

export type FinestHourQuery = Pick<CaseQuery, 'fromUs' | 'toUs' | 'filters' | 'limit'>;

/** The cases behind the share of finest hours, the latest opened first, each with its story. */
export async function readFinestHours(db: Database, query: FinestHourQuery, asOfUs: number): Promise<FinestHours> {
  return inSnapshot(db, async (work) => {
    const settings: BookSettings = await readBookSettings(work);
    const shares = [{ share: 'finestHour', has: true }] as const;
    const asked = { ...query, shares, states: [], verdicts: [], owners: [], order: 'opened', after: null } as const;
    const { rows, total } = await readRows(work, asked, settings, asOfUs);
    const page = rows.slice(0, query.limit);
    const toldOf = await readTold(work, page, settings);
    const finestHours = page.flatMap((row) => {
      const { summary, history } = toldOf(row);
      if (summary === null) return [];
      const { id, openedAt, team, cause, verdict } = itemOf(row, settings, asOfUs);
      return [{ id, openedAt, team, cause, verdict, story: tellStory(summary, history, settings) }];
    });
    return { finestHours, total };
  });
}
