import { hash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** What a key may do: push events, read reports and cases, or administer. */
export const SCOPES = ['ingest', 'read', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** The database keeps only this. A key has 256 random bits, so a plain hash can't be reversed by guessing. */
function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Makes a key. The secret is answered here, once, and stored nowhere. */
export async function createKey(db: Database, name: string, scopes: readonly Scope[]): Promise<string> {
  const secret = `fh_${randomBytes(32).toString('base64url')}`;
  await sql`
    insert into access.api_key (id, name, prefix, secret_hash, scopes)
    values (${randomUUID()}, ${name}, ${secret.slice(0, 9)}, ${hashOf(secret)}, ${[...scopes]}::text[])`.execute(db);
  return secret;
}

/** Who presents a secret; nobody → null. Found by the hash, so the time it takes tells nothing of the secret. */
export async function findKey(db: Database, secret: string): Promise<ApiKey | null> {
  const { rows } = await sql<ApiKey>`
    select id, name, scopes from access.api_key
    where secret_hash = ${hashOf(secret)} and revoked is null`.execute(db);
  return rows[0] ?? null;
}

export interface KeyListing extends ApiKey {
  readonly prefix: string;
  readonly created: Date;
  readonly revoked: Date | null;
}

export async function listKeys(db: Database): Promise<readonly KeyListing[]> {
  const { rows } = await sql<KeyListing>`
    select id, name, prefix, scopes, created, revoked from access.api_key order by created, id`.execute(db);
  return rows;
}

/** Ends keys by name or prefix at once. Answers how many. */
export async function revokeKeys(db: Database, nameOrPrefix: string): Promise<number> {
  const result = await sql`
    update access.api_key set revoked = now()
    where (name = ${nameOrPrefix} or prefix = ${nameOrPrefix}) and revoked is null`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
