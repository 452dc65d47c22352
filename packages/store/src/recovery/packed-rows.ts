import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';

/**
 * The rows of a query as one JSON value: reading hundreds of small rows one by one takes longer than counting them.
 * Columns must be numbers below 2^53, texts or booleans.
 */
export async function packedRows<Row>(db: Database | Work, query: RawBuilder<Row>): Promise<readonly Row[]> {
  const { rows } = await sql<{
    packed: readonly Row[] | null;
  }>`select json_agg(one) as packed from (${query}) one`.execute(db);
  return rows[0]?.packed ?? [];
}
