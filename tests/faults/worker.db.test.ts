import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import { markEverything } from '@finest-hour/store/recovery';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { assigned, MINUTE_US, MONDAY_US, opened, resolved } from '../support/events.ts';
import { derivedRows, foldAll, forgetDerived } from '../support/recovery.ts';
import { ROUNDS } from './extent.ts';
import { CLI, killLeftovers, passLeases, pause, seeded, start, type Running } from './processes.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
});
afterEach(killLeftovers);
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy()]);
  await database?.drop();
});

const CASES_A_ROUND = 400;

/** Cases of which each batch holds a part, so that every case is folded several times. */
function eventsOf(round: number) {
  const cases = Array.from({ length: CASES_A_ROUND }, (_, i) => ({
    id: `${round} ${i}`,
    customer: `customer-${i % 90}`,
  }));
  return [
    cases.map(({ id, customer }) => opened(id, customer, MONDAY_US, { cause: 'late', team: 'front' })),
    cases.map(({ id }) => assigned(id, MONDAY_US + MINUTE_US, { agent: 'ana' })),
    cases.map(({ id }) => assigned(id, MONDAY_US + 2 * MINUTE_US, { agent: 'ben' })),
    cases.map(({ id }) => resolved(id, MONDAY_US + 3 * MINUTE_US)),
  ];
}

function startWorker(): Running {
  return start([CLI, 'worker'], {
    DATABASE_URL_WORKER: database.urls.worker,
    DATABASE_URL_VANITY: database.urls.vanity,
  });
}

async function untilSomethingIsFolded(running: Running, round: number): Promise<void> {
  for (let folded = 0; folded === 0; await pause(3)) {
    running.mustRun();
    const { rows } = await sql<{ folded: number }>`
      select count(*) as folded from recovery.case_head where case_id like ${`${round} %`}`.execute(database.db);
    folded = rows[0]?.folded ?? 0;
  }
}

test(
  'a worker that is killed at any points, while events go on arriving, leaves what a rebuild gives',
  { timeout: 60_000 * ROUNDS },
  async () => {
    const random = seeded(7);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const running = startWorker();
      const [first = [], ...others] = eventsOf(round);
      await appendEvents(ingest, first, 0);
      await untilSomethingIsFolded(running, round);
      for (const batch of others) {
        await appendEvents(ingest, batch, 0);
        await pause(random() * 40);
      }
      await running.kill();
      await passLeases(database.db);
    }
    const last = startWorker();
    for (let left = true; left; await pause(20)) {
      last.mustRun();
      const { rows } = await sql`select from recovery.mark union all select from vanity.mark`.execute(database.db);
      left = rows.length > 0;
    }
    await last.stop();
    expect(await last.ended).toEqual({ code: 0, errors: '' });
    const rows = await derivedRows(database.db);
    expect(rows['case_fact']).toHaveLength(CASES_A_ROUND * ROUNDS);
    const readings = await sql`select day::text, name, n, total::int from vanity.reading order by name`.execute(
      database.db,
    );
    const cases = CASES_A_ROUND * ROUNDS;
    expect(readings.rows).toEqual([
      { day: '2026-01-05', name: 'casesOpened', n: cases, total: 0 },
      { day: '2026-01-05', name: 'handleTime', n: cases, total: 180 * cases },
    ]);

    await forgetDerived(database.db);
    await markEverything(database.db);
    await foldAll(worker);
    expect(await derivedRows(database.db)).toEqual(rows);
  },
);
