import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { holdStoring } from './locks.ts';
import { digestOf, keyCheckOf, type ErasedKind, type Tombstones } from './tombstones.ts';

/** Writes tombstones. From its commit on nobody stores what they forbid; the caller holds storing. */
export async function bury(
  work: Work,
  key: Buffer,
  kind: ErasedKind,
  ids: readonly string[],
  atUs: number,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into log.tombstone (digest, erased_us)
    select digest, ${atUs}::bigint from ${unnest(ids, [
      { name: 'digest', type: 'bytea', of: (id) => `\\x${digestOf(key, kind, id).toString('hex')}` },
    ])}
    on conflict (digest) do nothing`.execute(work);
  await sql`update log.erasure set version = version + 1, key_check = ${keyCheckOf(key)}`.execute(work);
}

/** Writes tombstones of cases on their own, when they turn up. */
export function buryCases(db: Database, { key }: Tombstones, caseIds: readonly string[], atUs: number): Promise<void> {
  return db.transaction().execute(async (work) => {
    await holdStoring(work);
    await bury(work, key, 'case', caseIds, atUs);
  });
}
