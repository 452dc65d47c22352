import { timingSafeEqual } from 'node:crypto';
import { MAX_ID_BYTES } from '@finest-hour/events';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { hmacSha256 } from './hmac.ts';

/** What can be erased: the id of a customer, and the cases that were theirs. */
export type ErasedKind = 'customer' | 'case';

/** HMAC-SHA256 with the installation's key: without it nobody can try ids against the tombstones. */
export function digestOf(key: Buffer, kind: ErasedKind, id: string): Buffer {
  return hmacSha256(key)(`${kind}\0${id}`);
}

const CHECKED = 'tombstones';

export function keyCheckOf(key: Buffer): Buffer {
  return hmacSha256(key)(CHECKED);
}

const MOST_ANSWERS = 10_000;

/** All that was erased, as of a version. */
export class Tombstones {
  readonly version: number;
  readonly key: Buffer;
  readonly #digests: ReadonlySet<string>;
  /** Answers given before: events come in streams, and a digest costs more than all else that is asked of an event. */
  readonly #answers = new Map<string, boolean>();
  readonly #digest: (text: string) => Buffer;

  constructor(version: number, key: Buffer, digests: readonly Buffer[]) {
    this.version = version;
    this.key = key;
    this.#digest = hmacSha256(key);
    this.#digests = new Set(digests.map((digest) => digest.toString('base64')));
  }

  get any(): boolean {
    return this.#digests.size > 0;
  }

  isErased(kind: ErasedKind, id: string): boolean {
    if (!this.any || id.length > MAX_ID_BYTES) return false;
    const asked = `${kind}\0${id}`;
    let answer = this.#answers.get(asked);
    if (answer === undefined) {
      answer = this.#digests.has(this.#digest(asked).toString('base64'));
      if (this.#answers.size === MOST_ANSWERS) this.#answers.clear();
      this.#answers.set(asked, answer);
    }
    return answer;
  }
}

interface Row {
  readonly version: number;
  readonly key: Buffer;
  readonly check: Buffer | null;
  readonly digests: readonly Buffer[];
}

/** The tombstones with the key that `given` is, or the installation's own. Throws where they were made with another. */
export async function readTombstones(db: Database | Work, given: Buffer | null = givenKey()): Promise<Tombstones> {
  const { rows } = await sql<Row>`
    select version, key, key_check as check, array(select digest from log.tombstone) as digests
    from log.erasure`.execute(db);
  const [row] = rows as [Row];
  const key = given ?? row.key;
  if (row.check !== null && !timingSafeEqual(row.check, keyCheckOf(key))) {
    throw new Error('ERASURE_KEY is not the key that the tombstones of erased persons were made with');
  }
  return new Tombstones(row.version, key, row.digests);
}

/** The key as the environment gives it; null: the one in the database. */
function givenKey(): Buffer | null {
  const text = process.env['ERASURE_KEY'] ?? '';
  return text === '' ? null : Buffer.from(text);
}

const known = new WeakMap<Database, Promise<Tombstones>>();

function knownTombstones(db: Database): Promise<Tombstones> {
  let tombstones = known.get(db);
  if (tombstones === undefined) {
    tombstones = readTombstones(db);
    known.set(db, tombstones);
    tombstones.catch(() => known.delete(db));
  }
  return tombstones;
}

/** Raised by `log.assert_tombstones`. */
const OUTDATED = 'FH001';

/** As the database raises it, for who has just written some. */
export class OutdatedTombstones extends Error {
  readonly code = OUTDATED;
}

/** The first statement of a transaction that stores what others sent: the tombstones are these, and stay so until it ends. */
export function assertTombstones({ version }: Tombstones): string {
  return `call log.assert_tombstones(${version})`;
}

/**
 * Runs a transaction that begins with `assertTombstones`. They are read once, and again only where there are newer ones:
 * the transaction was undone then, and is run again.
 */
export async function withTombstones<Result>(
  db: Database,
  run: (tombstones: Tombstones) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const tombstones = await knownTombstones(db);
    try {
      return await run(tombstones);
    } catch (error) {
      if ((error as { readonly code?: unknown } | null)?.code !== OUTDATED) throw error;
      known.delete(db);
    }
  }
}
