import type { Mapping } from './mapping/mapping.ts';
import { NotUnderstoodCount, type NotUnderstood } from './not-understood.ts';
import { isBadRow, type BadRow, type Row } from './readers/row.ts';
import { rowReader } from './row-to-snapshot.ts';
import type { EventEnvelope } from '@finest-hour/events';
import { compareSnapshots } from './snapshots/compare.ts';
import type { CaseMemory } from './snapshots/memory.ts';

/** What an import came to. */
export interface ImportSummary {
  /** Cases of which at least one row was understood. */
  readonly cases: number;
  readonly events: number;
  readonly rows: number;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** The last snapshot of a case, and how many rows it had so far, those left out included: event ids count them. */
interface Followed {
  rows: number;
  memory: CaseMemory | null;
}

/**
 * Turns the rows of a log into events, row by row. The rows of a case may stand anywhere in it, in their order:
 * what is remembered is the last snapshot of every case, never the rows.
 */
export class LogFollower {
  readonly #read: ReturnType<typeof rowReader>;
  readonly #source: string;
  readonly #cases = new Map<string, Followed>();
  readonly #notUnderstood = new NotUnderstoodCount();
  #rows = 0;
  #events = 0;

  constructor(mapping: Mapping, source: string) {
    this.#read = rowReader(mapping);
    this.#source = source;
  }

  take(rows: readonly (Row | BadRow)[]): EventEnvelope[] {
    const events: EventEnvelope[] = [];
    for (const row of rows) {
      this.#rows += 1;
      if (isBadRow(row)) this.#notUnderstood.add(row.number, `${row.reason}: row left out`, null, true);
      else for (const event of this.#follow(row)) events.push(event);
    }
    this.#events += events.length;
    return events;
  }

  summary(): ImportSummary {
    let cases = 0;
    for (const { memory } of this.#cases.values()) if (memory !== null) cases += 1;
    return { cases, events: this.#events, rows: this.#rows, notUnderstood: this.#notUnderstood.list() };
  }

  get rows(): number {
    return this.#rows;
  }

  #follow(row: Row): readonly EventEnvelope[] {
    const { caseId, snapshot, remarks } = this.#read(row);
    for (const { reason, value } of remarks) this.#notUnderstood.add(row.number, reason, value, snapshot === null);
    if (caseId === null) return [];
    const followed = this.#cases.get(caseId) ?? { rows: 0, memory: null };
    this.#cases.set(caseId, followed);
    const ordinal = followed.rows;
    followed.rows += 1;
    if (snapshot === null) return [];
    const comparison = compareSnapshots(followed.memory, snapshot, ordinal, this.#source);
    followed.memory = comparison.memory;
    for (const reason of comparison.remarks) this.#notUnderstood.add(row.number, reason, null, false);
    return comparison.events;
  }
}
