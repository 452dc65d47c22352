import { batchId } from '../batch-id.ts';
import { poolOf, type Database } from '../database.ts';
import { copyField, copyTogether, type CopiedRows } from '../copy.ts';
import { assertTombstones, type Tombstones } from '../erasure/tombstones.ts';
import { streamsToMark } from '../recovery/mark.ts';
import { daysToMark } from '../vanity/mark.ts';
import type { Stream } from './read.ts';
import { COLUMNS, type LogRow } from './row.ts';

const UNIQUE_VIOLATION = '23505';
const READ_ONLY = '25006';

const EVENTS = `log.event (${COLUMNS.map(({ name }) => name).join(', ')})`;
const MARKS = 'recovery.mark (bucket, family, subject, batch)';
const DAYS = 'vanity.mark (day, batch)';

function line(row: LogRow): string {
  const { bucket, family, type, timeUs, receivedUs, hash } = row;
  const [subject, source, id] = [copyField(row.subject), copyField(row.source), copyField(row.id)];
  const [sequence, data, extensions] = [copyField(row.sequence), copyField(row.data), copyField(row.extensions)];
  return `${bucket}\t${family}\t${subject}\t${source}\t${id}\t${copyField(type)}\t${timeUs}\t${receivedUs}\t${sequence}\t\\\\x${hash}\t${data}\t${extensions}\n`;
}

function copied<Row>(into: string, rows: readonly Row[], line: (row: Row) => string): CopiedRows {
  return { into, count: rows.length, lineOf: (index) => line(rows[index] as Row) };
}

function tablesOf(rows: readonly LogRow[]): readonly CopiedRows[] {
  const batch = batchId();
  const streams = streamsToMark(rows);
  const days = daysToMark(rows);
  const mark = ({ bucket, family, subject }: Stream) => `${bucket}\t${family}\t${copyField(subject)}\t${batch}\n`;
  return [
    copied(EVENTS, rows, line),
    ...(streams.length > 0 ? [copied(MARKS, streams, mark)] : []),
    ...(days.length > 0 ? [copied(DAYS, days, (day) => `${day}\t${batch}\n`)] : []),
  ];
}

const codeOf = (error: unknown) => (error as { readonly code?: unknown } | null)?.code;

/**
 * Stores rows, each key once and sorted, of which none is expected to be there: a plain COPY costs half of an insert
 * that looks for conflicts. False: some was there after all, and nothing is stored.
 */
export async function appendNew(db: Database, rows: readonly LogRow[], tombstones: Tombstones): Promise<boolean> {
  const client = await poolOf(db).connect();
  let failure: unknown = null;
  try {
    await copyTogether(client, assertTombstones(tombstones), tablesOf(rows));
    return true;
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION) return false;
    failure = error;
    throw error;
  } finally {
    // A session that was opened while the server was read-only stays so, however the server goes on.
    client.release(codeOf(failure) === READ_ONLY);
  }
}
