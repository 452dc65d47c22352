// Exits with 0 when a worker holds its lease, which it renews every few seconds while it works, else with 1. Asked as the
// worker's own role; a worker has no address that could be asked instead.
import { createRequire } from 'node:module';

const pg = createRequire(new URL('../packages/store/package.json', import.meta.url))('pg');
const client = new pg.Client({ connectionString: process.env.DATABASE_URL_WORKER, connectionTimeoutMillis: 4_000 });
try {
  await client.connect();
  const { rowCount } = await client.query('select from recovery.lease where expires > clock_timestamp() limit 1');
  process.exitCode = rowCount === 1 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
