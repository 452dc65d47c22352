import { hash } from 'node:crypto';
import { canonicalJson } from '@finest-hour/events';

/** What was done, by whom, and when (microseconds since 1970). It holds nobody's personal id. */
export interface AuditEntry {
  readonly atUs: number;
  /** A key by its name and id, or who sat at the command line. */
  readonly actor: string;
  /** What was done, in a word or two. */
  readonly action: string;
  /** Counts and names. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Who asks for something that is written down, and when (microseconds since 1970). */
export interface Asking {
  readonly actor: string;
  readonly nowUs: number;
}

/** An entry in its place: from 1, without gaps. */
export interface AuditRecord extends AuditEntry {
  readonly seq: number;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** Before the first record. */
export const NO_HASH = Buffer.alloc(32);

/** SHA-256 over the hash of the record before and what this one says; so none can be changed without all that follow. */
export function auditHash(previous: Buffer, seq: number, { atUs, actor, action, detail }: AuditEntry): Buffer {
  const said = canonicalJson([seq, atUs, actor, action, detail]);
  return hash('sha256', Buffer.concat([previous, Buffer.from(said)]), 'buffer');
}

/** The first record that is not as it was written, and why. */
export interface AuditBreak {
  readonly seq: number;
  readonly why: string;
}

/** Checks records one by one, in their order. */
export class AuditChain {
  #last: Buffer = NO_HASH;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Of the last record: written down elsewhere, it tells later if records were cut off at the end. */
  get lastHash(): string {
    return this.#last.toString('hex');
  }

  /** null: the record follows on those before. */
  check(record: AuditRecord): AuditBreak | null {
    const seq = this.#count + 1;
    if (record.seq !== seq) return { seq, why: `record ${seq} is missing` };
    if (!record.previous.equals(this.#last)) return { seq, why: 'it does not follow on the record before' };
    if (!record.hash.equals(auditHash(record.previous, seq, record))) return { seq, why: 'it was changed' };
    this.#last = record.hash;
    this.#count = seq;
    return null;
  }
}
