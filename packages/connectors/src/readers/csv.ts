import { CsvError, parse, type Parser } from 'csv-parse';
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
    // A quote in the middle of a field is one of its letters.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW_BYTES,
    on_record: (record: string[]) => {
      number += 1;
      if (number === 1) header.read(record);
      else rows.push(header.rowOf(record, number));
      return null;
    },
  });
  const drained = (): (Row | BadRow)[] => {
    const done = rows;
    rows = [];
    return done;
  };
  const decode = decoder(log.encoding);
  const failed = failureOf(
    parser,
    (error) => new ImportError(log.path, `row ${number + 1}: ${reasonOf(error)}`, error),
  );
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

/** Rejects when the parser fails. What follows a row that can't be read can't be told apart from it: no going on. */
function failureOf(parser: Parser, explain: (error: unknown) => ImportError): Promise<never> {
  const failure = new Promise<never>((_resolve, reject) => {
    parser.on('error', (error: unknown) => reject(error instanceof ImportError ? error : explain(error)));
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

function reasonOf(error: unknown): string {
  const code = error instanceof CsvError ? error.code : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote opens and never closes';
  if (code === 'CSV_MAX_RECORD_SIZE') return `longer than ${LONGEST_ROW_BYTES} bytes; a quote may open and never close`;
  return messageOf(error);
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
      throw new ImportError(
        path,
        `has no column ${missing.join(', ')}; its ${names.length === 1 ? 'only column is' : 'columns are'} ${names.join(', ')}${names.length === 1 ? '; is its delimiter another?' : ''}`,
      );
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
