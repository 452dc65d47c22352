import { hash } from 'node:crypto';
import type { CaseFacts, CustomerHistory, CustomerRecord } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { lookUp, unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import { putRows, type PutTarget } from '../put-rows.ts';

export interface CustomerKey {
  readonly bucket: number;
  readonly customer: string;
}

export interface CustomerRow extends CustomerKey {
  readonly record: CustomerRecord;
}

const KEY_COLUMNS: PutTarget<CustomerKey>['key'] = [
  { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
  { name: 'customer', type: 'text', of: (row) => row.customer },
];

const CUSTOMERS: PutTarget<CustomerRow> = {
  table: 'recovery.customer_fact',
  key: KEY_COLUMNS,
  rest: [
    { name: 'values_us', type: 'text', storedAs: 'bigint[]', of: ({ record }) => bigints(record.valuesUs) },
    { name: 'complaints_us', type: 'text', storedAs: 'bigint[]', of: ({ record }) => bigints(record.complaintsUs) },
    { name: 'left_us', type: 'text', storedAs: 'bigint[]', of: ({ record }) => bigints(record.leftUs) },
    { name: 'lot', type: 'integer', of: ({ record }) => record.lot },
  ],
};

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

/** Mostly nothing stands there, which is known sooner here than by a join. */
async function deleteUnder(work: Work, keys: readonly CustomerKey[]): Promise<void> {
  if (keys.length === 0) return;
  const { rows } = await sql<CustomerKey>`
    select found.bucket, found.customer from ${lookUp('recovery.customer_fact', KEY_COLUMNS, keys)}`.execute(work);
  if (rows.length === 0) return;
  await sql`
    delete from recovery.customer_fact f using ${unnest(rows, KEY_COLUMNS)}
    where f.bucket = rows.bucket and f.customer = rows.customer`.execute(work);
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
  const kept = rows.filter(({ record }) => record.valuesUs.length > 0);
  const keyOf = ({ bucket, customer }: CustomerKey) => `${bucket} ${customer}`;
  const standing = new Set(kept.map(keyOf));
  const gone = keys.filter((key) => !standing.has(keyOf(key)));
  await deleteUnder(work, gone);
  await putRows(work, CUSTOMERS, kept);
}
