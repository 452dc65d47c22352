import { mergeJudgedUs, Persons, type BookSettings, type CaseSummary } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { Stream } from '../log/read.ts';
import type { LinkGroup } from './links.ts';
import { caseStream } from './merges.ts';
import { tryFold } from './try-fold.ts';

/** A merge of a case into one under another id, and whether the two ids are one person, as known when it is judged. */
interface CrossMerge {
  readonly target: string;
  readonly source: string;
  readonly across: boolean;
}

const MERGE_COLUMNS: readonly BulkColumn<CrossMerge>[] = [
  { name: 'bucket', type: 'smallint', of: ({ target }) => bucketOf('case', target) },
  { name: 'target', type: 'text', of: ({ target }) => target },
  { name: 'source', type: 'text', of: ({ source }) => source },
  { name: 'across', type: 'boolean', of: ({ across }) => across },
];

/** Notes of merges whether they need a link: what is merged is another id's of the person whose case it goes into. */
export async function noteAcross(work: Work, merges: readonly CrossMerge[]): Promise<void> {
  await sql`
    update recovery.merge m set across = rows.across from ${unnest(merges, MERGE_COLUMNS)}
    where m.bucket = rows.bucket and m.target = rows.target and m.source = rows.source
      and m.across <> rows.across`.execute(work);
}

/** Merges, ever told, between cases under different ids, with what the links say of them. */
function crossMerges(
  summaries: readonly CaseSummary[],
  persons: Persons,
  settings: BookSettings,
): readonly CrossMerge[] {
  const cases = new Map(summaries.map((summary) => [summary.caseId, summary]));
  return summaries.flatMap(({ caseId: source, customer, ownOpenedUs, merges }) => {
    const targets = new Set(merges.flatMap(({ value }) => value ?? []));
    return [...targets].flatMap((target) => {
      const other = cases.get(target);
      if (other === undefined || other.customer === customer) return [];
      const judgedUs = mergeJudgedUs(ownOpenedUs, other.ownOpenedUs, settings);
      return [{ target, source, across: persons.areOneAt(customer, other.customer, judgedUs) }];
    });
  });
}

/**
 * Cases that were folded when other ids were their customer than are by now: what is merged into them under another
 * id counts with them only while the ids are linked. It is asked at every fold of a group, as a case may have been
 * folded just before the links that are read here were committed.
 */
export async function misfoldedCases(
  work: Work,
  groups: readonly LinkGroup[],
  summariesOf: (customer: string) => readonly CaseSummary[],
  settings: BookSettings,
): Promise<readonly Stream[]> {
  const merges = groups.flatMap(({ members, statements }) => {
    const tried = tryFold(() => crossMerges(members.flatMap(summariesOf), new Persons(statements), settings));
    return tried.ok ? tried.value : [];
  });
  if (merges.length === 0) return [];
  const { rows } = await sql<{ target: string }>`
    select distinct m.target from recovery.merge m join ${unnest(merges, MERGE_COLUMNS)} using (bucket, target, source)
    where m.across <> rows.across`.execute(work);
  return rows.map(({ target }) => caseStream(target));
}
