import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { judgeKey, readHeldKey, type HeldKey, type KeyFinding } from './find-key.ts';

/** How long a key that was looked up is believed: a key that is revoked is refused after so long at the latest. */
export const KEY_TTL_MS = 2_000;
/** A use is written down at most so often. */
const NOTE_EVERY_MS = 60_000;
const MOST_HELD = 10_000;

interface Entry {
  readonly held: Promise<HeldKey | null>;
  readonly askedMs: number;
}

export interface KeyRingOptions {
  readonly ttlMs?: number;
  /** Told when a use could not be written down; nobody is refused for that. */
  readonly onError: (error: unknown) => void;
}

/**
 * Keys as a server needs them: each is asked for once in two seconds, however many requests present it, and its use is
 * noted behind their backs. Secrets are held by their hashes. What nobody holds is not kept, so that guesses push
 * nobody out.
 */
export class KeyRing {
  readonly #db: Database;
  readonly #options: Required<KeyRingOptions>;
  readonly #entries = new Map<string, Entry>();
  readonly #notedMs = new Map<string, number>();
  readonly #notes = new Set<Promise<void>>();

  constructor(db: Database, { ttlMs = KEY_TTL_MS, onError }: KeyRingOptions) {
    this.#db = db;
    this.#options = { ttlMs, onError };
  }

  /** Who presents a secret, or why nobody does. */
  async find(secret: string): Promise<KeyFinding> {
    const finding = judgeKey(await this.#held(secret), Date.now());
    if (finding.ok) this.#note(finding.key.id);
    return finding;
  }

  /** Waits for what is still being written down. */
  async settle(): Promise<void> {
    await Promise.all(this.#notes);
  }

  #held(secret: string): Promise<HeldKey | null> {
    const hashed = hash('sha256', secret, 'base64');
    const nowMs = performance.now();
    const known = this.#entries.get(hashed);
    if (known !== undefined && nowMs - known.askedMs < this.#options.ttlMs) return known.held;
    const entry = { held: readHeldKey(this.#db, secret), askedMs: nowMs };
    this.#entries.delete(hashed);
    this.#entries.set(hashed, entry);
    const forget = () => {
      if (this.#entries.get(hashed) === entry) this.#entries.delete(hashed);
    };
    entry.held.then((held) => held ?? forget(), forget);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST_HELD) break;
      this.#entries.delete(oldest);
    }
    return entry.held;
  }

  #note(id: string): void {
    const nowMs = performance.now();
    if (nowMs - (this.#notedMs.get(id) ?? -Infinity) < NOTE_EVERY_MS) return;
    this.#notedMs.set(id, nowMs);
    const note = noteUse(this.#db, id)
      .catch(this.#options.onError)
      .finally(() => this.#notes.delete(note));
    this.#notes.add(note);
  }
}

/** Several processes see the same key; the first of a minute writes. */
async function noteUse(db: Database, id: string): Promise<void> {
  await sql`
    update access.api_key set last_used = now()
    where id = ${id}::uuid and (last_used is null or last_used < now() - interval '1 minute')`.execute(db);
}
