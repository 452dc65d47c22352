import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { hashOf, PREFIX_LENGTH, type ApiKey } from './keys.ts';

/** A key as it stands in the database: who it is, and when it ends. */
export interface HeldKey {
  readonly key: ApiKey;
  readonly expires: Date | null;
  readonly revoked: Date | null;
}

/** Who presents a secret, or why nobody does. `since`: when the key ended. */
export type KeyFinding =
  | { readonly ok: true; readonly key: ApiKey }
  | { readonly ok: false; readonly why: 'unknown' }
  | { readonly ok: false; readonly why: 'revoked' | 'expired'; readonly name: string; readonly since: Date };

type Row = ApiKey & { readonly hash: Buffer; readonly expires: Date | null; readonly revoked: Date | null };

/**
 * The key of a secret; null: there is none. Found by its prefix, which is no secret; the rest is compared as a hash,
 * in a time that does not depend on where two hashes differ, so that nobody learns a hash byte by byte.
 */
export async function readHeldKey(db: Database, secret: string): Promise<HeldKey | null> {
  const { rows } = await sql<Row>`
    select id, name, scopes, source, coalesce(origin, id) as origin, secret_hash as hash, expires, revoked
    from access.api_key where prefix = ${secret.slice(0, PREFIX_LENGTH)}`.execute(db);
  const presented = hashOf(secret);
  const found = rows.filter((row) => timingSafeEqual(row.hash, presented))[0];
  if (found === undefined) return null;
  const { hash: _, expires, revoked, ...key } = found;
  return { key, expires, revoked };
}

/** Whether a key holds at a moment, `nowMs` since 1970. Told only to who presents the whole secret. */
export function judgeKey(held: HeldKey | null, nowMs: number): KeyFinding {
  if (held === null) return { ok: false, why: 'unknown' };
  const { key, expires, revoked } = held;
  if (revoked !== null) return { ok: false, why: 'revoked', name: key.name, since: revoked };
  if (expires !== null && expires.getTime() <= nowMs) {
    return { ok: false, why: 'expired', name: key.name, since: expires };
  }
  return { ok: true, key };
}

/** Who presents a secret; nobody, or one whose key has ended → null. */
export async function findKey(db: Database, secret: string): Promise<ApiKey | null> {
  const finding = judgeKey(await readHeldKey(db, secret), Date.now());
  return finding.ok ? finding.key : null;
}
