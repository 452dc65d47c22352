import { hash } from 'node:crypto';
import type { CaseFacts, CustomerHistory, CustomerRecord } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';

export interface CustomerKey {
  readonly bucket: number;
  readonly customer: string;
}

export interface CustomerRow extends CustomerKey {
  readonly record: CustomerRecord;
}

const KEY_COLUMNS: readonly BulkColumn<CustomerKey>[] = [
  { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
  { name: 'customer', type: 'text', of: (row) => row.customer },
];

function bigints(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}

/** What is known of a customer, for the comparison with those who did not complain. */
export function recordOf(customer: string, facts: readonly CaseFacts[], history: CustomerHistory): CustomerRecord {
  const complaints = facts.filter(({ verdict }) => verdict !== 'merged' && verdict !== 'illegitimate');
  return {
    valuesUs: history.values.map(({ atUs }) => atUs),
    complaintsUs: complaints.map(({ summary }) => summary.openedUs),
    leftUs: history.leftUs,
    lot: hash('sha256', customer, 'buffer').readInt32BE(8) & 0x7fffffff,
  };
}

/**
 * Replaces the records under some keys, those of the rows by default; who never bought, renewed or visited can't come
 * back and needs none.
 */
export async function writeCustomers(
  work: Work,
  rows: readonly CustomerRow[],
  keys: readonly CustomerKey[] = rows,
): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    delete from recovery.customer_fact f using ${unnest(keys, KEY_COLUMNS)}
    where f.bucket = rows.bucket and f.customer = rows.customer`.execute(work);
  const kept = rows.filter(({ record }) => record.valuesUs.length > 0);
  if (kept.length === 0) return;
  const columns: readonly BulkColumn<CustomerRow>[] = [
    ...KEY_COLUMNS,
    { name: 'values_us', type: 'text', of: ({ record }) => bigints(record.valuesUs) },
    { name: 'complaints_us', type: 'text', of: ({ record }) => bigints(record.complaintsUs) },
    { name: 'left_us', type: 'text', of: ({ record }) => bigints(record.leftUs) },
    { name: 'lot', type: 'integer', of: ({ record }) => record.lot },
  ];
  await sql`
    insert into recovery.customer_fact (bucket, customer, values_us, complaints_us, left_us, lot)
    select bucket, customer, values_us::bigint[], complaints_us::bigint[], left_us::bigint[], lot
    from ${unnest(kept, columns)}`.execute(work);
}
