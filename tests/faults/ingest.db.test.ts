import { createKey } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ROUNDS } from './extent.ts';
import { INGEST, killLeftovers, pause, seeded, start, type Running } from './processes.ts';
import { BATCH, batchOf, freePort, startSending } from './sender.ts';

const BATCHES_A_ROUND = 40;
let database: TestDatabase;
let key: string;
let url: string;
let port: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  port = await freePort();
  url = `http://127.0.0.1:${port}/v1/events`;
});
afterEach(killLeftovers);
afterAll(() => database?.drop());

function startIngest(): Running {
  return start([INGEST], { DATABASE_URL_INGEST: database.urls.ingest, INGEST_PORT: port, LOG_LEVEL: 'silent' });
}

test(
  'ingest killed at any points: what has a receipt is in the log, and what is sent until it has one is there once',
  { timeout: 60_000 * ROUNDS },
  async () => {
    const random = seeded(11);
    const whole = BATCHES_A_ROUND * (ROUNDS + 1);
    const { receipts, untilReceipts } = startSending({ url, key, mayBeUnavailable: false }, whole);
    let running = startIngest();
    const mustRun = () => running.mustRun();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const target = BATCHES_A_ROUND * (round - 1) + 1 + Math.floor(random() * BATCHES_A_ROUND);
      await untilReceipts(target, mustRun);
      await pause(random() * 10);
      await running.kill();
      const before = [...receipts.keys()];
      const { rows } = await sql<{ ids: string[] }>`select array_agg(id) as ids from log.event`.execute(database.db);
      const stored = new Set(rows[0]?.ids);
      expect(before.flatMap(batchOf).filter(({ id }) => !stored.has(id))).toEqual([]);
      running = startIngest();
    }
    await untilReceipts(whole, mustRun);
    await running.stop();
    expect(await running.ended).toEqual({ code: 0, errors: '' });

    const sent = Array.from({ length: whole }, (_, number) => batchOf(number)).flat();
    const { rows } = await sql<{ id: string }>`select id from log.event`.execute(database.db);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
    for (const { accepted, duplicates } of receipts.values()) expect(accepted + duplicates).toBe(BATCH);
    const { rows: marked } = await sql`
    select count(distinct e.subject) as unmarked from log.event e
    where not exists (select from recovery.mark m where m.bucket = e.bucket and m.subject = e.subject)`.execute(
      database.db,
    );
    expect(marked).toEqual([{ unmarked: 0 }]);
  },
);
