import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import { digestOf, keyCheckOf, type ErasedKind } from './tombstones.ts';

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
