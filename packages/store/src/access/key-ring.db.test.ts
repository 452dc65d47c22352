import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { openDatabase, type Database } from '../database.ts';
import { KEY_TTL_MS, KeyRing } from './key-ring.ts';
import { createKey, listKeys, revokeKeys } from './keys.ts';

let database: TestDatabase;
let admin: Database;
let ingest: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = openDatabase(database.urls.admin);
  ingest = openDatabase(database.urls.ingest);
});
afterAll(async () => {
  await Promise.all([admin?.destroy(), ingest?.destroy()]);
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate access.api_key`.execute(database.db);
});

const failOn = (error: unknown) => {
  throw error;
};
const FOR_EVER = { ttlMs: Infinity, onError: failOn };

/** A connection that counts what it is asked. */
function counting(url: string): { readonly db: Database; readonly asked: () => number } {
  let asked = 0;
  const plain = openDatabase(url);
  const db = plain.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  return { db, asked: () => asked };
}

test('many requests with one key ask the database once for it, and once to note its use', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const { db, asked } = counting(database.urls.ingest);
  const ring = new KeyRing(db, FOR_EVER);
  const found = await Promise.all(Array.from({ length: 100 }, () => ring.find(secret)));
  expect(found.every(({ ok }) => ok)).toBe(true);
  await ring.settle();
  expect(asked()).toBe(2);
  await db.destroy();
});

test('a key that is revoked or has expired is refused once what was believed of it is too old', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const [believing, asking] = [new KeyRing(ingest, FOR_EVER), new KeyRing(ingest, { ...FOR_EVER, ttlMs: 0 })];
  for (const ring of [believing, asking]) expect(await ring.find(secret)).toMatchObject({ ok: true });
  await revokeKeys(admin, 'shop');
  expect(await believing.find(secret)).toMatchObject({ ok: true });
  expect(await asking.find(secret)).toMatchObject({ ok: false, why: 'revoked', name: 'shop' });
  expect(KEY_TTL_MS).toBeLessThanOrEqual(3_000);
});

test('an end that was known beforehand is kept to the moment, however long a key is believed', async () => {
  const expires = new Date(Date.now() + 3_600_000);
  const secret = await createKey(admin, 'shop', ['ingest'], { expires });
  const ring = new KeyRing(ingest, FOR_EVER);
  expect(await ring.find(secret)).toMatchObject({ ok: true });
  vi.useFakeTimers({ toFake: ['Date'], now: expires });
  expect(await ring.find(secret)).toEqual({ ok: false, why: 'expired', name: 'shop', since: expires });
  vi.useRealTimers();
});

test('who was unknown is asked for again, so that a new key is good at once', async () => {
  const ring = new KeyRing(ingest, FOR_EVER);
  const secret = await createKey(admin, 'shop', ['ingest']);
  await sql`update access.api_key set prefix = 'fh_hidden'`.execute(database.db);
  expect(await ring.find(secret)).toEqual({ ok: false, why: 'unknown' });
  await sql`update access.api_key set prefix = ${secret.slice(0, 9)}`.execute(database.db);
  expect(await ring.find(secret)).toMatchObject({ ok: true });
});

test('a database that failed once is asked again', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const ring = new KeyRing(ingest, FOR_EVER);
  await sql`alter table access.api_key rename to hidden`.execute(database.db);
  await expect(ring.find(secret)).rejects.toThrow();
  await sql`alter table access.hidden rename to api_key`.execute(database.db);
  expect(await ring.find(secret)).toMatchObject({ ok: true });
  await ring.settle();
});

test('a use is written down, at most once a minute, and not for one who is refused', async () => {
  const secrets = [await createKey(admin, 'used', ['ingest']), await createKey(admin, 'revoked', ['ingest'])];
  await createKey(admin, 'idle', ['ingest']);
  await revokeKeys(admin, 'revoked');
  const lastUsed = async () => {
    // Two processes, one after the other.
    for (let process = 0; process < 2; process += 1) {
      const ring = new KeyRing(ingest, FOR_EVER);
      for (const secret of [...secrets, ...secrets]) await ring.find(secret);
      await ring.settle();
    }
    return Object.fromEntries((await listKeys(admin)).map((key) => [key.name, key.lastUsed]));
  };
  const first = await lastUsed();
  expect(first).toEqual({ used: expect.any(Date), revoked: null, idle: null });
  expect(await lastUsed()).toEqual(first);
  await sql`update access.api_key set last_used = last_used - interval '61 seconds'`.execute(database.db);
  expect((await lastUsed())['used']).toBeInstanceOf(Date);
  expect((await lastUsed())['used']?.getTime()).toBeGreaterThanOrEqual(first['used']?.getTime() ?? Infinity);
});

test('a use that cannot be written down is told, and refuses nobody', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const told: unknown[] = [];
  // The vanity role looks keys up, and writes nothing about them.
  const vanity = openDatabase(database.urls.vanity, { max: 1 });
  const ring = new KeyRing(vanity, { onError: (error) => told.push(error) });
  expect(await ring.find(secret)).toMatchObject({ ok: true });
  await ring.settle();
  expect(told).toEqual([expect.objectContaining({ code: '42501' })]);
  await vanity.destroy();
});
