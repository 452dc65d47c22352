import { createKey, openDatabase, type Database } from '@finest-hour/store';
import { markEverything } from '@finest-hour/store/recovery';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { derivedRows, foldAll, forgetDerived } from '../support/recovery.ts';
import { startCrashingPostgres, type CrashingPostgres } from './crashing-postgres.ts';
import { ROUNDS } from './extent.ts';
import { CLI, INGEST, killLeftovers, pause, seeded, start } from './processes.ts';
import { BATCH, batchOf, freePort, startSending } from './sender.ts';

const BATCHES_A_ROUND = 40;
let postgres: CrashingPostgres;
let db: Database;

beforeAll(async () => {
  postgres = await startCrashingPostgres();
  db = openDatabase(postgres.urls.superuser);
});
afterEach(killLeftovers);
afterAll(async () => {
  await db?.destroy();
  await postgres?.end();
});

async function storedIds(): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from log.event`.execute(db);
  return rows.map(({ id }) => id);
}

/** Ingest and a worker, each with what it needs to know. */
async function startBoth() {
  const { urls } = postgres;
  const port = await freePort();
  const ingest = start([INGEST], { DATABASE_URL_INGEST: urls.ingest, INGEST_PORT: port, LOG_LEVEL: 'silent' });
  const worker = start([CLI, 'worker'], { DATABASE_URL_WORKER: urls.worker, DATABASE_URL_VANITY: urls.vanity });
  return { ingest, worker, url: `http://127.0.0.1:${port}/v1/events` };
}

test(
  'PostgreSQL killed at any points: what has a receipt is in the log, once, and the facts are those of a rebuild',
  { timeout: 120_000 * (ROUNDS + 1) },
  async () => {
    const random = seeded(31);
    const { ingest, worker, url } = await startBoth();
    const mustRun = () => [ingest, worker].forEach((running) => running.mustRun());
    const whole = BATCHES_A_ROUND * (ROUNDS + 1);
    const key = await createKey(db, 'push', ['ingest']);
    const { receipts, untilReceipts } = startSending({ url, key, mayBeUnavailable: true }, whole);
    for (let round = 1; round <= ROUNDS; round += 1) {
      await untilReceipts(BATCHES_A_ROUND * (round - 1) + 1 + Math.floor(random() * BATCHES_A_ROUND), mustRun);
      await pause(random() * 10);
      const before = [...receipts.keys()];
      await postgres.crash();
      const stored = new Set(await storedIds());
      expect(before.flatMap(batchOf).filter(({ id }) => !stored.has(id))).toEqual([]);
    }
    await untilReceipts(whole, mustRun);
    for (const { accepted, duplicates } of receipts.values()) expect(accepted + duplicates).toBe(BATCH);
    const sent = Array.from({ length: whole }, (_, number) => batchOf(number)).flat();
    expect((await storedIds()).toSorted()).toEqual(sent.map(({ id }) => id).toSorted());

    for (let left = true; left; await pause(20)) {
      mustRun();
      const { rows } = await sql`select from recovery.mark union all select from vanity.mark`.execute(db);
      left = rows.length > 0;
    }
    await Promise.all([ingest.stop(), worker.stop()]);
    const rows = await derivedRows(db);
    expect(rows['case_fact']).toHaveLength(300);
    await forgetDerived(db);
    await markEverything(db);
    await foldAll(db);
    expect(await derivedRows(db)).toEqual(rows);
  },
);
