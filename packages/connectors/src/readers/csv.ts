import { parse, type CsvError, type Parser } from 'csv-parse';
import { ImportError } from '../import-error.ts';
import { messageOf } from './bytes.ts';
import type { BadRow, LogReader, Row } from './row.ts';

/** Longest row, in bytes: a quote that never closes must not swallow the file into memory. */
const LONGEST_ROW_BYTES = 1024 * 1024;

interface CsvLog {
  readonly path: string;
  readonly delimiter: string;
  readonly encoding: string;
  readonly columns: readonly string[];
}

/** Reads CSV with a header row: quotes as in RFC 4180, LF or CRLF, with or without a byte-order mark. */
export function csvReader(log: CsvLog): LogReader {
  const header = new Header(log);
  let rows: (Row | BadRow)[] = [];
  let number = 0;
  const parser = parse({
    bom: true,
    delimiter: log.delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW_BYTES,
    on_record: (record: string[]) => {
      number += 1;
      if (number === 1) header.read(record);
      else rows.push(header.rowOf(record, number));
      return null;
    },
    on_skip: (error) => {
      number += 1;
      if (number === 1) throw new ImportError(log.path, `header: ${reasonOf(error)}`);
      rows.push({ number, reason: reasonOf(error) });
      return undefined;
    },
  });
  const drained = (): (Row | BadRow)[] => {
    const done = rows;
    rows = [];
    return done;
  };
  const decode = decoder(log.encoding);
  const failed = failureOf(parser, log.path);
  return {
    take: async (piece) => {
      await Promise.race([failed, new Promise<void>((resolve) => parser.write(decode(piece), () => resolve()))]);
      return drained();
    },
    end: async () => {
      parser.resume();
      await Promise.race([failed, new Promise<void>((resolve) => parser.end(() => resolve()))]);
      if (number === 0) throw new ImportError(log.path, 'is empty: expected a header row');
      return drained();
    },
  };
}

/** Rejects when the parser fails, with the file named. */
function failureOf(parser: Parser, path: string): Promise<never> {
  const failure = new Promise<never>((_resolve, reject) => {
    parser.on('error', (error: unknown) =>
      reject(error instanceof ImportError ? error : new ImportError(path, messageOf(error), error)),
    );
  });
  failure.catch(() => undefined);
  return failure;
}

/** UTF-8 passes as it is; the parser drops its mark. */
function decoder(encoding: string): (piece: Uint8Array) => Uint8Array | string {
  if (encoding === 'utf-8') return (piece) => piece;
  const text = new TextDecoder(encoding);
  return (piece) => text.decode(piece, { stream: true });
}

function reasonOf(error: CsvError | undefined): string {
  if (error?.code === 'CSV_QUOTE_NOT_CLOSED' || error?.code === 'CSV_MAX_RECORD_SIZE') return 'a quote is never closed';
  return 'quotes are not closed where a field ends';
}

/** Where the columns asked for stand in this file. */
class Header {
  readonly #log: CsvLog;
  #width = 0;
  #positions: readonly number[] = [];

  constructor(log: CsvLog) {
    this.#log = log;
  }

  read(record: readonly string[]): void {
    const names = record.map((name) => name.trim());
    const { path, columns } = this.#log;
    const missing = columns.filter((column) => !names.includes(column));
    if (missing.length > 0) {
      throw new ImportError(path, `has no column ${missing.join(', ')}; its columns are ${names.join(', ')}`);
    }
    const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
    if (twice.length > 0) throw new ImportError(path, `has more than one column ${twice.join(', ')}`);
    this.#width = names.length;
    this.#positions = columns.map((column) => names.indexOf(column));
  }

  rowOf(record: readonly string[], number: number): Row | BadRow {
    if (record.length === this.#width) return { number, values: this.#positions.map((at) => record[at]) };
    return { number, reason: `has ${record.length} fields, and the header ${this.#width}` };
  }
}
