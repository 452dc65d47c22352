import { once } from 'node:events';
import { createServer } from 'node:net';
import { createKey } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ROUNDS } from './extent.ts';
import { INGEST, killLeftovers, pause, seeded, start, type Running } from './processes.ts';

const BATCHES_A_ROUND = 40;
const BATCH = 25;
const SENDERS = 4;
let database: TestDatabase;
let key: string;
let url: string;
let port: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? String(address?.port) : '';
  server.close();
  url = `http://127.0.0.1:${port}/v1/events`;
});
afterEach(killLeftovers);
afterAll(() => database?.drop());

function startIngest(): Running {
  return start([INGEST], { DATABASE_URL_INGEST: database.urls.ingest, INGEST_PORT: port, LOG_LEVEL: 'silent' });
}

function batchOf(number: number): readonly { readonly id: string }[] {
  return Array.from({ length: BATCH }, (_, i) => ({
    specversion: '1.0',
    id: `${number}-${i}`,
    source: 'desk',
    type: 'case.opened',
    subject: `case-${(number * BATCH + i) % 300}`,
    time: '2026-03-02T09:00:00Z',
    data: { customer: `customer-${i}`, channel: 'phone' },
  }));
}

interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
}

/** Sends until there is a receipt, as a client does that was told nothing. */
async function send(number: number): Promise<Receipt> {
  for (;;) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(batchOf(number)),
      });
      const receipt = (await response.json()) as Receipt;
      if (response.status === 200) return receipt;
      throw new Error(`answered ${response.status}: ${JSON.stringify(receipt)}`);
    } catch (error) {
      // The connection broke, or nobody listens: whether it was stored is not known. Anything else is an answer.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      await pause(10);
    }
  }
}

test(
  'ingest killed at any points: what has a receipt is in the log, and what is sent until it has one is there once',
  { timeout: 60_000 * ROUNDS },
  async () => {
    const random = seeded(11);
    const whole = BATCHES_A_ROUND * (ROUNDS + 1);
    const receipts = new Map<number, Receipt>();
    let next = 0;
    const sender = async () => {
      for (let number = next++; number < whole; number = next++) receipts.set(number, await send(number));
    };
    let running = startIngest();
    let refusal: unknown;
    const senders = Promise.all(Array.from({ length: SENDERS }, sender)).catch((error: unknown) => (refusal = error));
    const untilReceipts = async (count: number) => {
      for (; receipts.size < count; await pause(1)) {
        running.mustRun();
        if (refusal !== undefined) throw refusal;
      }
    };
    for (let round = 1; round <= ROUNDS; round += 1) {
      const target = BATCHES_A_ROUND * (round - 1) + 1 + Math.floor(random() * BATCHES_A_ROUND);
      await untilReceipts(target);
      await pause(random() * 10);
      await running.kill();
      const before = [...receipts.keys()];
      const { rows } = await sql<{ ids: string[] }>`select array_agg(id) as ids from log.event`.execute(database.db);
      const stored = new Set(rows[0]?.ids);
      expect(before.flatMap(batchOf).filter(({ id }) => !stored.has(id))).toEqual([]);
      running = startIngest();
    }
    await untilReceipts(whole);
    await senders;
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
