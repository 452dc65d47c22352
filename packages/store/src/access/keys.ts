import { hash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';

/** What a key may do: push events, read reports and cases, or administer. */
export const SCOPES = ['ingest', 'read', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The only source that it may speak for; null: any. */
  readonly source: string | null;
  /** The first of the keys that this one follows by rotation; its own id where it follows none. */
  readonly origin: string;
}

/** Of a secret's characters so many are shown in lists, and are what a key is looked up by. */
export const PREFIX_LENGTH = 9;

/** The database keeps only this. A key has 256 random bits, so a plain hash can't be reversed by guessing. */
export function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

export interface KeyOptions {
  /** From then on it is refused; null: it holds until it is revoked. */
  readonly expires?: Date | null;
  readonly source?: string | null;
  /** The first of the keys that it follows; null: it follows none. */
  readonly origin?: string | null;
}

/** Makes a key. The secret is answered here, once, and stored nowhere. */
export async function createKey(
  db: Database | Work,
  name: string,
  scopes: readonly Scope[],
  { expires = null, source = null, origin = null }: KeyOptions = {},
): Promise<string> {
  const secret = `fh_${randomBytes(32).toString('base64url')}`;
  await sql`
    insert into access.api_key (id, name, prefix, secret_hash, scopes, expires, source, origin)
    values (${randomUUID()}, ${name}, ${secret.slice(0, PREFIX_LENGTH)}, ${hashOf(secret)}, ${[...scopes]}::text[],
            ${expires}::timestamptz, ${source}, ${origin}::uuid)`.execute(db);
  return secret;
}

export interface KeyListing extends ApiKey {
  readonly prefix: string;
  readonly created: Date;
  readonly expires: Date | null;
  readonly revoked: Date | null;
  /** To about a minute; null: never, or not since this was written down. */
  readonly lastUsed: Date | null;
}

export async function listKeys(db: Database): Promise<readonly KeyListing[]> {
  const { rows } = await sql<KeyListing>`
    select id, name, prefix, scopes, source, coalesce(origin, id) as origin, created, expires, revoked,
           last_used as "lastUsed"
    from access.api_key order by created, id`.execute(db);
  return rows;
}

/** Ends keys by name or prefix at once. Answers how many. */
export async function revokeKeys(db: Database | Work, nameOrPrefix: string): Promise<number> {
  const result = await sql`
    update access.api_key set revoked = now()
    where (name = ${nameOrPrefix} or prefix = ${nameOrPrefix}) and revoked is null`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
