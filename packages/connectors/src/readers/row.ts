/**
 * A row of a log: the values of the columns asked for, in the order in which they were asked; undefined: not there.
 * `number` is where a person finds it: the row in a spreadsheet (the header is row 1), or the event in an XES file.
 */
export interface Row {
  readonly number: number;
  readonly values: readonly (string | undefined)[];
}

/** A row that the format itself makes unreadable. */
export interface BadRow {
  readonly number: number;
  readonly reason: string;
}

export function isBadRow(row: Row | BadRow): row is BadRow {
  return 'reason' in row;
}

/** Reads a log piece by piece; memory does not grow with its length. Throws an ImportError where it can't go on. */
export interface LogReader {
  /** The rows that end within this piece. */
  readonly take: (piece: Uint8Array) => Promise<(Row | BadRow)[]>;
  /** The rows that only the end of the log completes. */
  readonly end: () => Promise<(Row | BadRow)[]>;
}
