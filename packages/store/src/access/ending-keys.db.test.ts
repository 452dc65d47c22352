import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { openDatabase, type Database } from '../database.ts';
import { findKey, judgeKey, readHeldKey } from './find-key.ts';
import { createKey, listKeys, revokeKeys } from './keys.ts';
import { rotateKey, type Rotation } from './rotate-key.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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

const within = (span: number) => new Date(Date.now() + span);

const rotate = (nameOrPrefix: string, rotation: Rotation) =>
  admin.transaction().execute((work) => rotateKey(work, nameOrPrefix, rotation));

async function rotated(nameOrPrefix: string, overlapSeconds: number): Promise<string> {
  const outcome = await rotate(nameOrPrefix, { overlapSeconds });
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome.secret;
}

test('two keys that begin alike are told apart by the rest', async () => {
  const [one, other] = [await createKey(admin, 'one', ['ingest']), await createKey(admin, 'other', ['ingest'])];
  await sql`update access.api_key set prefix = ${one.slice(0, 9)}`.execute(database.db);
  expect((await findKey(ingest, one))?.name).toBe('one');
  expect(await findKey(ingest, other)).toBeNull();
  expect(await findKey(ingest, `${one.slice(0, 9)}${other.slice(9)}`)).toBeNull();
});

describe('a key that has ended', () => {
  test('holds until the moment in which it expires, and not in it', async () => {
    const expires = new Date('2026-03-01T00:00:00Z');
    const held = await readHeldKey(ingest, await createKey(admin, 'shop', ['ingest'], { expires }));
    expect(judgeKey(held, expires.getTime() - 1)).toMatchObject({ ok: true, key: { name: 'shop' } });
    expect(judgeKey(held, expires.getTime())).toEqual({ ok: false, why: 'expired', name: 'shop', since: expires });
  });

  test('says whether it was revoked, which outweighs that it expired', async () => {
    const secret = await createKey(admin, 'shop', ['ingest'], { expires: within(-DAY_MS) });
    await revokeKeys(admin, 'shop');
    expect(judgeKey(await readHeldKey(ingest, secret), Date.now())).toMatchObject({ ok: false, why: 'revoked' });
    expect(await findKey(ingest, secret)).toBeNull();
  });

  test('tells nothing to who knows only how it begins', async () => {
    const secret = await createKey(admin, 'shop', ['ingest'], { expires: within(-DAY_MS) });
    const held = await readHeldKey(ingest, `${secret.slice(0, 9)}${'x'.repeat(37)}`);
    expect(judgeKey(held, Date.now())).toEqual({ ok: false, why: 'unknown' });
  });
});

describe('rotation', () => {
  test('makes a successor that may do the same, and both hold until the overlap ends', async () => {
    const old = await createKey(admin, 'shop', ['ingest', 'read'], { source: 'desk' });
    const before = await findKey(ingest, old);
    const successor = await rotated('shop', 3600);
    const after = await findKey(ingest, successor);
    expect(after).toEqual({ ...before, id: expect.any(String) });
    expect(after?.id).not.toBe(before?.id);
    const held = await readHeldKey(ingest, old);
    const endsMs = held?.expires?.getTime() ?? 0;
    expect(judgeKey(held, endsMs - 1).ok).toBe(true);
    expect(judgeKey(held, endsMs)).toMatchObject({ ok: false, why: 'expired' });
    const { rows } = await sql<{ hours: number }>`
      select extract(epoch from old.expires - new.created)::float8 / 3600 as hours
      from access.api_key old join access.api_key new on new.origin = old.id`.execute(admin);
    expect(rows[0]?.hours).toBeCloseTo(1, 6);
  });

  test('without overlap the old key ends at once', async () => {
    const old = await createKey(admin, 'shop', ['ingest']);
    const successor = await rotated(old.slice(0, 9), 0);
    expect([await findKey(ingest, old), (await findKey(ingest, successor))?.name]).toEqual([null, 'shop']);
  });

  test('never lets a key live longer than it would have', async () => {
    const expires = within(HOUR_MS);
    await createKey(admin, 'shop', ['ingest'], { expires });
    await rotated('shop', 86_400);
    expect((await listKeys(admin)).map((key) => key.expires)).toContainEqual(expires);
  });

  test('gives the successor as long a life as its predecessor had, or the one that is asked for', async () => {
    await createKey(admin, 'month', ['ingest'], { expires: within(30 * DAY_MS) });
    await rotated('month', 0);
    const [, month] = await listKeys(admin);
    expect(((month?.expires?.getTime() ?? 0) - (month?.created.getTime() ?? 0)) / DAY_MS).toBeCloseTo(30, 3);
    const expires = within(DAY_MS);
    await rotate('month', { overlapSeconds: 0, expires });
    expect((await listKeys(admin)).at(-1)?.expires).toEqual(expires);
  });

  test('goes on from the newest by name, keeps one origin, and rotates a key once', async () => {
    const first = await createKey(admin, 'shop', ['ingest']);
    const second = await rotated('shop', 3600);
    const third = await rotated('shop', 3600);
    const keys = await Promise.all([first, second, third].map((secret) => findKey(ingest, secret)));
    expect(new Set(keys.map((key) => key?.origin))).toEqual(new Set([keys[0]?.id]));
    expect(await rotate(first.slice(0, 9), { overlapSeconds: 0 })).toEqual({
      ok: false,
      detail: `${first.slice(0, 9)} was rotated before; its successor is ${third.slice(0, 9)}`,
    });
  });

  test('of two at once one makes a successor', async () => {
    await createKey(admin, 'shop', ['ingest']);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => rotate('shop', { overlapSeconds: 60 })));
    // Whoever comes late enough to see the successor rotates that one: it is one chain, and never two from one key.
    const { rows } = await sql<{ keys: number; lasting: number }>`
      select count(*) as keys, count(*) filter (where expires is null) as lasting from access.api_key`.execute(admin);
    expect(rows).toEqual([{ keys: 1 + outcomes.filter(({ ok }) => ok).length, lasting: 1 }]);
  });

  test('refuses a name that nobody has, that several have, or whose key has ended', async () => {
    const [a, b] = [await createKey(admin, 'shop', ['ingest']), await createKey(admin, 'shop', ['read'])];
    const several = await rotate('shop', { overlapSeconds: 0 });
    expect(several).toMatchObject({ ok: false, detail: expect.stringContaining('several keys are called shop') });
    for (const secret of [a, b]) expect(JSON.stringify(several)).toContain(secret.slice(0, 9));
    await revokeKeys(admin, 'shop');
    for (const which of ['shop', 'nobody', a.slice(0, 9)]) {
      const detail = `no valid key with that name or prefix: ${which}`;
      expect(await rotate(which, { overlapSeconds: 0 })).toEqual({ ok: false, detail });
    }
  });
});
