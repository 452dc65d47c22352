import { DEFAULT_BOOK_SETTINGS } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, MONDAY_US, assigned, opened, resolved } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { readCase } from './case.ts';
import { parseSetting, readBookSettings, writeSetting } from './settings.ts';

const NOW_US = MONDAY_US + 400 * DAY_US;
let database: TestDatabase;
let ingest: Database;
let worker: Database;
let admin: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  [ingest, worker, admin] = (['ingest', 'worker', 'admin'] as const).map((role) =>
    openDatabase(database.urls[role]),
  ) as [Database, Database, Database];
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), admin?.destroy()]);
  await database?.drop();
});
beforeEach(async () => {
  await forgetAll(database.db);
  await sql`truncate access.setting`.execute(database.db);
});

const verdict = async (caseId: string) => (await readCase(database.db, caseId, NOW_US))?.verdict;

describe('reading a setting as written', () => {
  test('whole numbers within their limits are taken, both limits included', () => {
    expect(parseSetting('resolveWithinDays', '30')).toEqual({ ok: true, name: 'resolveWithinDays', value: 30 });
    expect(parseSetting('resolveWithinDays', '365')).toMatchObject({ ok: true });
    expect(parseSetting('holdForDays', '0')).toEqual({ ok: true, name: 'holdForDays', value: 0 });
    expect(parseSetting('ownershipTargetSeconds', '2592000')).toMatchObject({ ok: true, value: 2_592_000 });
  });

  test.each([
    ['resolveWithinDays', '0'],
    ['resolveWithinDays', '366'],
    ['resolveWithinDays', '1.5'],
    ['resolveWithinDays', '-3'],
    ['resolveWithinDays', '1e2'],
    ['resolveWithinDays', ''],
    ['holdForDays', 'two'],
    ['ownershipTargetSeconds', '0'],
  ])('%s = "%s" is refused, with the limits and the value', (name, text) => {
    const parsed = parseSetting(name, text);
    expect(parsed).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/must be a whole number from \d+ to \d+/),
    });
    expect(parsed).toMatchObject({ detail: expect.stringContaining(text) });
  });

  test('an unknown name is refused, and the known ones are told', () => {
    const detail =
      'unknown setting: toString; known: resolveWithinDays, holdForDays, frontDesks, ownershipTargetSeconds';
    expect(parseSetting('toString', '1')).toEqual({ ok: false, detail });
  });

  test('front desks are teams between commas, each once, in one order; none is none', () => {
    expect(parseSetting('frontDesks', ' b ,a,, b')).toEqual({ ok: true, name: 'frontDesks', value: ['a', 'b'] });
    expect(parseSetting('frontDesks', ' ')).toEqual({ ok: true, name: 'frontDesks', value: [] });
  });
});

test('what was never set has its default; what else is stored there is no setting of the book', async () => {
  expect(await readBookSettings(worker)).toEqual(DEFAULT_BOOK_SETTINGS);
  await sql`insert into access.setting values ('demo', '{}')`.execute(database.db);
  await writeSetting(admin, 'holdForDays', 7);
  await writeSetting(admin, 'holdForDays', 8);
  expect(await readBookSettings(worker)).toEqual({ ...DEFAULT_BOOK_SETTINGS, holdForDays: 8 });
});

test('a new T gives new verdicts once everything is folded anew, and the old T gives the old ones', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), resolved('a', MONDAY_US + 40 * DAY_US)], 0);
  await foldAll(worker);
  expect(await verdict('a')).toBe('unresolved');
  await writeSetting(admin, 'resolveWithinDays', 40);
  await foldAll(worker);
  expect(await verdict('a')).toBe('noObjection');
  await writeSetting(admin, 'resolveWithinDays', 39);
  await foldAll(worker);
  expect(await verdict('a')).toBe('unresolved');
});

test('a new D, and a new front desk, do so too', async () => {
  const again = opened('b', 'ada', MONDAY_US + 9 * DAY_US, { cause: 'late' });
  const chain = [assigned('a', MONDAY_US, { team: 'front' }), assigned('a', MONDAY_US + 1, { team: 'repairs' })];
  await appendEvents(
    ingest,
    [opened('a', 'ada', MONDAY_US, { cause: 'late' }), ...chain, resolved('a', MONDAY_US + DAY_US), again],
    0,
  );
  await foldAll(worker);
  expect(await readCase(database.db, 'a', NOW_US)).toMatchObject({ verdict: 'complainedAgain', teamHandOffs: 1 });
  await writeSetting(admin, 'holdForDays', 7);
  await writeSetting(admin, 'frontDesks', ['front']);
  await foldAll(worker);
  expect(await readCase(database.db, 'a', NOW_US)).toMatchObject({ verdict: 'noObjection', teamHandOffs: 0 });
});

test('a case that arrives, and is folded by the old setting, while the new one is being stored is marked too', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  await foldAll(worker);
  // Whoever writes a mark waits: the marking knows by then which cases there are.
  await sql
    .raw(
      `create function hold() returns trigger language plpgsql as
         'begin perform pg_advisory_xact_lock_shared(1); return new; end';
       create trigger hold before insert on recovery.mark for each row execute function hold()`,
    )
    .execute(database.db);
  try {
    const { stored } = await database.db.transaction().execute(async (work) => {
      await sql`select pg_advisory_xact_lock(1)`.execute(work);
      const stored = writeSetting(admin, 'resolveWithinDays', 40);
      await untilSomebodyWaits(database.db);
      await sql`
        insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
        values (0, 'case', 'b', 'desk', 'b', 'case.opened', ${MONDAY_US}, 0, '', '{}')`.execute(database.db);
      return { stored };
    });
    await stored;
  } finally {
    await sql`drop function hold() cascade`.execute(database.db);
  }
  const { rows } = await sql`select distinct subject from recovery.mark order by 1`.execute(database.db);
  expect(rows).toEqual([{ subject: 'a' }, { subject: 'b' }]);
});
