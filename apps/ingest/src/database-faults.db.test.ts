import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createKey } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { untilSomebodyWaits } from '../../../tests/support/waiting.ts';
import { serveIngest, type RunningIngest } from './server.ts';
import { closed } from './testing/push.ts';

/** A way to the database that can be cut, as if the server were gone, and mended. */
interface Way {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

async function wayTo(databaseUrl: string): Promise<Way> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  const mend = async () => {
    server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => [client, upstream].forEach((each) => each.destroy()));
      }
      client.pipe(upstream).pipe(client);
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  await mend();
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${port}`;
  return {
    url: through.href,
    mend,
    cut: async () => {
      const closing = once(server as Server, 'close');
      server?.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closing;
    },
  };
}

let database: TestDatabase;
let way: Way;
let ingest: RunningIngest;
let key: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  way = await wayTo(database.urls.ingest);
});
afterAll(async () => {
  await way?.cut();
  await database?.drop();
});
beforeEach(async () => {
  ingest = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl: way.url, logLevel: 'silent' });
});
afterEach(() => ingest.close());

/** Pushes an event that was never pushed before. */
async function push() {
  const response = await fetch(`${ingest.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...closed, id: `e-${count++}` }),
  });
  const body = (await response.json()) as { readonly type?: string; readonly accepted?: number };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), type: body.type };
}

const STORED = { status: 200, retryAfter: null, type: undefined };
const AWAY = { status: 503, retryAfter: '5', type: 'unavailable' };

/** Ends the connections of ingest, which gets new ones by itself. */
async function endSessions(): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'finest_hour_ingest'`.execute(database.db);
}

const alter = (what: string) =>
  sql`alter database ${sql.raw(new URL(database.urls.owner).pathname.slice(1))} ${sql.raw(what)}`.execute(database.db);

/** Until ingest has noticed that things are well again; it needs no help for that. */
async function untilStored(): Promise<void> {
  await expect.poll(push, { timeout: 10_000 }).toEqual(STORED);
}

test('a database that is gone: 503 with a time to come again, and recovery by itself', async () => {
  expect(await push()).toEqual(STORED);
  await way.cut();
  try {
    expect(await Promise.all(Array.from({ length: 20 }, push))).toEqual(Array(20).fill(AWAY));
  } finally {
    await way.mend();
  }
  await untilStored();
});

test('a database that became read-only, as after a failover, and is writable again', async () => {
  expect(await push()).toEqual(STORED);
  await alter('set default_transaction_read_only = on');
  try {
    await endSessions();
    await expect.poll(push).toEqual(AWAY);
  } finally {
    await alter('reset default_transaction_read_only');
  }
  // Sessions that began read-only stay so; they are let go of.
  await untilStored();
  expect(await Promise.all(Array.from({ length: 20 }, push))).toEqual(Array(20).fill(STORED));
});

test('a database that is out of connections', async () => {
  expect(await push()).toEqual(STORED);
  await alter('with connection limit 0');
  try {
    await endSessions();
    await expect.poll(push).toEqual(AWAY);
  } finally {
    await alter('with connection limit -1');
  }
  await untilStored();
});

test(
  'a database that is slow: the receipt waits for the commit; one that hangs is given up',
  { timeout: 40_000 },
  async () => {
    const hold = (until: () => Promise<unknown>) =>
      database.db.transaction().execute(async (work) => {
        await sql`lock table log.event in exclusive mode`.execute(work);
        await until();
      });
    let answered: unknown = null;
    await hold(async () => {
      void push().then((answer) => (answered = answer));
      await untilSomebodyWaits(database.db);
      expect(answered).toBe(null);
    });
    await expect.poll(() => answered).toEqual(STORED);
    await hold(async () => expect(await push()).toEqual(AWAY));
    expect(await push()).toEqual(STORED);
  },
);

test('what hangs on the database does not keep a server that is told to stop', async () => {
  await database.db.transaction().execute(async (work) => {
    await sql`lock table log.event in exclusive mode`.execute(work);
    const answer = push().catch(() => 'cut off');
    await untilSomebodyWaits(database.db);
    await ingest.close();
    expect(await answer).toBe('cut off');
  });
});

test('a stream that is open when the server is told to stop ends with a word', async () => {
  let more = (_line: string | null): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      more = (line) => (line === null ? controller.close() : controller.enqueue(Buffer.from(line)));
    },
  });
  more(`${JSON.stringify({ ...closed, id: `e-${count++}` })}\n`);
  const response = await fetch(`${ingest.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  } as RequestInit);
  const closing = ingest.close();
  const lines = (await response.text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { lines: 1, accepted: 1 },
    { error: { type: 'stopping', status: 503, retryAfterSeconds: 1 }, lines: 1, accepted: 1 },
  ]);
  await closing;
});
