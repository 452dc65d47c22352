import {
  actingCustomer,
  contentHash,
  contentOf,
  personsIn,
  withoutPersonal,
  type Family,
  type LoggedEvent,
} from '@finest-hour/events';
import { bucketOf } from '../bucket.ts';
import type { BulkColumn } from '../bulk.ts';

/**
 * Stored now; already stored with the same content; the same source and id were stored with other content; or not stored,
 * since it names a person who was erased.
 */
export type AppendStatus = 'accepted' | 'duplicate' | 'conflict' | 'erased';

/** An event as its row in the log, with nothing of the object that it was read into. */
export interface LogRow {
  readonly bucket: number;
  readonly family: Family;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly timeUs: number;
  readonly receivedUs: number;
  readonly sequence: string | null;
  /** Of the content, in hexadecimal. */
  readonly hash: string;
  /** As JSON. */
  readonly data: string;
  readonly extensions: string | null;
  /** Ids of the customers whom it names. */
  readonly persons: readonly string[];
  /** The customer who did it; null: none, or one who is not named. */
  readonly actor: string | null;
}

/** What identifies a row, as one text. Only U+0000 is in none of its parts. */
export function keyOf({ family, subject, source, id }: Pick<LogRow, 'family' | 'subject' | 'source' | 'id'>): string {
  return `${family}\0${subject}\0${source}\0${id}`;
}

function extensionsOf(extensions: LoggedEvent['extensions']): string | null {
  return Object.keys(extensions).length === 0 ? null : JSON.stringify(extensions);
}

export function rowOf(event: LoggedEvent, receivedUs: number): LogRow {
  const { family, subject, source, id, type, timeUs, sequence, extensions } = event;
  const { hash, data } = contentOf(event);
  return {
    bucket: bucketOf(family, subject),
    family,
    subject,
    source,
    id,
    type,
    timeUs,
    receivedUs,
    sequence,
    hash,
    data,
    extensions: extensionsOf(extensions),
    persons: personsIn(event),
    actor: actingCustomer(event),
  };
}

/** The event of a row, as it was. */
export function eventOfRow(row: LogRow): LoggedEvent {
  const { family, subject, source, id, type, timeUs, sequence, data, extensions } = row;
  return {
    ...{ family, subject, source, id, type, timeUs, sequence },
    data: JSON.parse(data) as LoggedEvent['data'],
    extensions: extensions === null ? {} : (JSON.parse(extensions) as LoggedEvent['extensions']),
  };
}

/** The first five columns are the key. */
export const COLUMNS: readonly BulkColumn<LogRow>[] = [
  { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
  { name: 'family', type: 'text', of: (row) => row.family },
  { name: 'subject', type: 'text', of: (row) => row.subject },
  { name: 'source', type: 'text', of: (row) => row.source },
  { name: 'id', type: 'text', of: (row) => row.id },
  { name: 'type', type: 'text', of: (row) => row.type },
  { name: 'time_us', type: 'bigint', of: (row) => row.timeUs },
  { name: 'received_us', type: 'bigint', of: (row) => row.receivedUs },
  { name: 'sequence', type: 'text', of: (row) => row.sequence },
  { name: 'content_hash', type: 'bytea', of: (row) => `\\x${row.hash}` },
  { name: 'data', type: 'json', of: (row) => row.data },
  { name: 'extensions', type: 'json', of: (row) => row.extensions },
];

export const KEY_COLUMNS = COLUMNS.slice(0, 5);

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** By key: one order for all writers, or a retry racing its original would deadlock with it. */
function compareRows(a: LogRow, b: LogRow): number {
  return (
    a.bucket - b.bucket ||
    compareText(a.family, b.family) ||
    compareText(a.subject, b.subject) ||
    compareText(a.source, b.source) ||
    compareText(a.id, b.id)
  );
}

/** Rows of which each key stands once, the first that came, in the order in which they are written: stream by stream. */
export function uniqueRows(rows: readonly LogRow[]): readonly LogRow[] {
  const sorted = rows.toSorted(compareRows);
  return sorted.filter((row, index) => index === 0 || compareRows(sorted[index - 1] as LogRow, row) !== 0);
}

/** What the log has of an event. */
export interface StoredContent {
  /** Of the content, in hexadecimal. */
  readonly hash: string;
  /** What may tell of persons was taken out since, so the hash is of what was left. */
  readonly redacted: boolean;
}

/** Whether a row says what is stored; of what was taken out nobody knows any more. */
function isSame(row: LogRow, stored: StoredContent | undefined): boolean {
  if (stored === undefined) return false;
  const hash = stored.redacted ? contentHash(withoutPersonal(eventOfRow(row))) : row.hash;
  return hash === stored.hash;
}

/**
 * What became of each row, in the order given. `inserted`: the rows that this call wrote, by key; `stored`: the others
 * as they stand in the log.
 */
export function statusesOf(
  rows: readonly LogRow[],
  inserted: ReadonlyMap<string, LogRow>,
  stored: ReadonlyMap<string, StoredContent>,
): readonly AppendStatus[] {
  return rows.map((row) => {
    const key = keyOf(row);
    const own = inserted.get(key);
    if (own === row) return 'accepted';
    const same = own === undefined ? isSame(row, stored.get(key)) : own.hash === row.hash;
    return same ? 'duplicate' : 'conflict';
  });
}
