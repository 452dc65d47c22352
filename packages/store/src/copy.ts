import type pg from 'pg';

/** Rows for a table. */
export interface CopiedRows {
  /** `schema.table (columns)` */
  readonly into: string;
  readonly count: number;
  /** The line of a row, as the text format of COPY has it; asked for while they are sent. */
  readonly lineOf: (index: number) => string;
}

/** Lines are sent in parts of about so many characters, so that they are never all one text. */
const PART_LENGTH = 64 * 1024;

const SPECIAL = /[\\\t\n\r]/;
const SPECIAL_ALL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as a field of a line. */
export function copyField(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? value.replace(SPECIAL_ALL, (char) => ESCAPES[char] ?? char) : value;
}

/** What of the driver's connection a COPY needs; its types leave these out. */
interface CopyConnection {
  readonly stream: { readonly writable: boolean; cork(): void; uncork(): void; write(message: Buffer): void };
  query(text: string): void;
  endCopyFrom(): void;
}

const COPY_DATA = 0x64;
const HEAD_BYTES = 5;

/** Lines as a message of the protocol, written once: the driver would copy them into another block. */
function copyData(lines: string): Buffer {
  const bytes = Buffer.byteLength(lines);
  const message = Buffer.allocUnsafe(HEAD_BYTES + bytes);
  message[0] = COPY_DATA;
  message.writeInt32BE(HEAD_BYTES - 1 + bytes, 1);
  message.write(lines, HEAD_BYTES);
  return message;
}

/** The driver asks a query of one's own for these, by name. */
class CopyIn {
  readonly done: Promise<null>;
  readonly #first: string;
  readonly #tables: readonly CopiedRows[];
  readonly #settle: { resolve: (nothing: null) => void; reject: (error: Error) => void };

  constructor(first: string, tables: readonly CopiedRows[]) {
    this.#first = first;
    this.#tables = tables;
    const { promise, resolve, reject } = Promise.withResolvers<null>();
    this.done = promise;
    this.#settle = { resolve, reject };
  }

  /** Everything is sent at once: what the server does not come to read, after an error, it passes over. */
  submit(connection: unknown): void {
    const { stream } = connection as CopyConnection;
    stream.cork();
    this.#send(connection as CopyConnection);
    stream.uncork();
  }

  #send(connection: CopyConnection): void {
    const copies = this.#tables.map(({ into }) => `copy ${into} from stdin`);
    connection.query([this.#first, ...copies].join(';'));
    const send = (lines: string) => {
      if (connection.stream.writable) connection.stream.write(copyData(lines));
    };
    for (const { count, lineOf } of this.#tables) {
      let part = '';
      for (let index = 0; index < count; index += 1) {
        part += lineOf(index);
        if (part.length < PART_LENGTH) continue;
        send(part);
        part = '';
      }
      if (part !== '') send(part);
      connection.endCopyFrom();
    }
  }

  handleCopyInResponse(): void {
    // It is on its way.
  }

  handleCommandComplete(): void {
    // One for each table; ready for the next query is what says that all are in.
  }

  handleError(error: Error): void {
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.#settle.resolve(null);
  }
}

/**
 * Copies rows into several tables in one message, which the server runs as one transaction: all or nothing, in a single
 * round trip. `first`: a statement without rows, run before them in the same transaction. Throws
 * what the database says.
 */
export async function copyTogether(client: pg.ClientBase, first: string, tables: readonly CopiedRows[]): Promise<void> {
  await client.query(new CopyIn(first, tables)).done;
}
