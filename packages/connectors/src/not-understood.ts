/** One way in which rows were not understood, with the first that was. */
export interface NotUnderstood {
  readonly reason: string;
  readonly count: number;
  /** The row as in a spreadsheet (the header is row 1), or the event in an XES file, counted from 1. */
  readonly firstRow: number;
  /** What stood there, null: nothing did. */
  readonly firstValue: string | null;
  /** True: the rows gave no events at all. False: only what the reason names is lost. */
  readonly leftOut: boolean;
}

/** Different reasons kept apart; a log of another kind than its mapping would make one of every value. */
const MOST_REASONS = 100;
const FURTHER = 'further reasons, not kept apart';

/** Counts what was not understood, by its reason. */
export class NotUnderstoodCount {
  readonly #byReason = new Map<string, { -readonly [Key in keyof NotUnderstood]: NotUnderstood[Key] }>();

  add(row: number, reason: string, value: string | null, leftOut: boolean): void {
    const kept = this.#byReason.has(reason) || this.#byReason.size < MOST_REASONS ? reason : FURTHER;
    const known = this.#byReason.get(kept);
    if (known === undefined)
      this.#byReason.set(kept, { reason: kept, count: 1, firstRow: row, firstValue: value, leftOut });
    else known.count += 1;
  }

  /** Most frequent first. */
  list(): readonly NotUnderstood[] {
    return [...this.#byReason.values()].toSorted((a, b) => b.count - a.count || a.firstRow - b.firstRow);
  }
}
