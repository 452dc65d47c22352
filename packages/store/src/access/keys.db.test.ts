import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { openDatabase, type Database } from '../database.ts';
import { findKey } from './find-key.ts';
import { createKey, isScope, listKeys, revokeKeys } from './keys.ts';

let database: TestDatabase;
let admin: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = openDatabase(database.urls.admin);
});
afterAll(async () => {
  await admin?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate access.api_key`.execute(database.db);
});

test('a key is found by its secret, with its name and scopes', async () => {
  const secret = await createKey(admin, 'shop "1"', ['ingest', 'read']);
  expect(secret).toMatch(/^fh_[\w-]{43}$/);
  expect(await findKey(admin, secret)).toEqual({
    id: expect.any(String),
    name: 'shop "1"',
    scopes: ['ingest', 'read'],
    source: null,
    origin: expect.any(String),
  });
});

test('only a hash of the secret is stored; the secret is in no column', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const { rows } = await sql<{ row: string; hash: string; digest: string }>`
    select k::text as row, encode(secret_hash, 'hex') as hash, encode(sha256(${secret}::bytea), 'hex') as digest
    from access.api_key k`.execute(database.db);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.hash).toBe(rows[0]?.digest);
  expect(rows[0]?.row).not.toContain(secret.slice(9));
  expect(rows[0]?.row).not.toContain(Buffer.from(secret.slice(3), 'base64url').toString('hex'));
});

test('nobody is found by a wrong secret, by the prefix, by the hash, or by nothing', async () => {
  const secret = await createKey(admin, 'shop', ['ingest']);
  const { rows } = await sql<{ hash: string }>`select encode(secret_hash, 'hex') as hash from access.api_key`.execute(
    admin,
  );
  for (const guess of ['', secret.slice(0, 9), `${secret}x`, secret.toUpperCase(), rows[0]?.hash ?? ''])
    expect(await findKey(admin, guess)).toBeNull();
});

test('a revoked key is found no more, stays listed, and is revoked once', async () => {
  const [old, other] = [await createKey(admin, 'old', ['ingest']), await createKey(admin, 'other', ['read'])];
  expect([await revokeKeys(admin, 'old'), await revokeKeys(admin, 'old'), await revokeKeys(admin, 'nobody')]).toEqual([
    1, 0, 0,
  ]);
  expect([await findKey(admin, old), (await findKey(admin, other))?.name]).toEqual([null, 'other']);
  expect(await revokeKeys(admin, other.slice(0, 9))).toBe(1);
  const listed = await listKeys(admin);
  expect(listed.map(({ name, revoked }) => [name, revoked instanceof Date])).toEqual([
    ['old', true],
    ['other', true],
  ]);
});

test('the scopes are these three', () => {
  expect(['ingest', 'read', 'admin', 'owner', ''].filter(isScope)).toEqual(['ingest', 'read', 'admin']);
});
