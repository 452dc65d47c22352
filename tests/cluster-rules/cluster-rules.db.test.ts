import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bucketedTables, REFERENCE_TABLES, schemaBreaches } from './catalog.ts';
import { queryBreaches, statementsOf } from './queries.ts';

const STORE = join(import.meta.dirname, '..', '..', 'packages', 'store', 'src');
let database: TestDatabase;
let owner: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase(database.urls.owner, { max: 1 });
});
afterAll(async () => {
  await owner?.destroy();
  await database?.drop();
});

const sources = globSync('**/*.ts', { cwd: STORE }).filter((file) => !/\.test\.ts$/.test(file));
const statements = sources.flatMap((file) => statementsOf(file, readFileSync(join(STORE, file), 'utf8')));

class Undo extends Error {}

/** The breaches of the schema with one thing more in it, which is undone. */
async function breachesWith(change: string): Promise<readonly string[]> {
  let breaches: readonly string[] = [];
  const changed = owner.transaction().execute(async (work) => {
    await sql.raw(change).execute(work);
    breaches = await schemaBreaches(work);
    throw new Undo();
  });
  await expect(changed).rejects.toBeInstanceOf(Undo);
  return breaches;
}

describe('the migrated schema', () => {
  test('keeps the rules of a cluster', async () => {
    expect(await schemaBreaches(database.db)).toEqual([]);
  });

  test('distributes the log and all that is made of streams', async () => {
    expect(await bucketedTables(database.db)).toEqual([
      'log.event',
      'recovery.case_fact',
      'recovery.case_head',
      'recovery.case_summary',
      'recovery.coverage',
      'recovery.customer_fact',
      'recovery.hop',
      'recovery.link',
      'recovery.link_root',
      'recovery.mark',
      'recovery.merge',
      'recovery.parked',
    ]);
  });

  test('has every reference table that is on the list', async () => {
    for (const table of REFERENCE_TABLES) {
      const { rows } = await sql`select to_regclass(${table}) is not null as present`.execute(database.db);
      expect(rows, table).toEqual([{ present: true }]);
    }
  });

  test.each([
    ['create table recovery.x (id uuid primary key)', 'recovery.x has no bucket and is no reference table'],
    [
      'create table recovery.x (bucket smallint, id int, primary key (id, bucket))',
      'recovery.x_pkey is unique without the bucket in front',
    ],
    ['create unique index x on log.event (id)', 'log.x is unique without the bucket in front'],
    ['create unique index x on log.event (id, bucket)', 'log.x is unique without the bucket in front'],
    [
      'create table recovery.x (bucket smallint not null)',
      'recovery.x needs a primary key, and a bucket that is smallint not null',
    ],
    [
      'create table recovery.x (bucket int primary key)',
      'recovery.x needs a primary key, and a bucket that is smallint not null',
    ],
    [
      `create function recovery.f() returns trigger language plpgsql as 'begin return new; end';
       create trigger x before insert on recovery.mark for each row execute function recovery.f()`,
      'x is a trigger',
    ],
    [
      'alter table recovery.lease add constraint x foreign key (holder) references recovery.worker (id)',
      'x is a foreign key',
    ],
    ['alter table recovery.worker add column x serial', 'recovery.worker_x_seq is a sequence'],
    [
      'alter table recovery.worker add column x int generated always as identity',
      'recovery.worker_x_seq is a sequence',
    ],
    ['create sequence log.x', 'log.x is a sequence'],
  ])('would breach them by: %s', async (change, breach) => {
    expect(await breachesWith(change)).toEqual([breach]);
  });
});

describe('the statements of the store', () => {
  test('are found: every file that asks the database has some', () => {
    expect(statements.length).toBeGreaterThan(50);
    const mentions = sources.filter((file) =>
      /sql(<[^`]*>)?`|sql\.raw\(\s*`/.test(readFileSync(join(STORE, file), 'utf8')),
    );
    expect(mentions.filter((file) => !statements.some((one) => one.file === file))).toEqual([]);
  });

  test('keep the rules of a cluster', async () => {
    expect(queryBreaches(statements, await bucketedTables(database.db))).toEqual([]);
  });

  test.each([
    ['select from recovery.mark limit 5 for update', 'locks rows (for update)'],
    ['select from recovery.mark limit 5 FOR NO KEY\n UPDATE', 'locks rows (for update)'],
    ['select from recovery.mark for share', 'locks rows (for share)'],
    ['select from recovery.mark skip locked', 'skips locked rows'],
    ['listen events', 'listens'],
    ['notify events', 'notifies'],
    ["select pg_notify('events', '')", 'notifies'],
    ["select nextval('x')", 'uses a sequence'],
    ["select currval('x')", 'uses a sequence'],
    ['create table x (id bigserial)', 'makes a sequence'],
    ['create table x (id int generated always as identity)', 'makes a sequence'],
    ['create trigger x before insert on y', 'makes a trigger'],
    ['create table x (id uuid references log.event (id))', 'makes a foreign key'],
    ['lock table log.event', 'locks a table'],
    [
      'select from recovery.case_fact f join recovery.hop h on f.case_id = h.case_id',
      'joins two bucketed tables without bucket',
    ],
    ['select from recovery.case_fact join recovery.hop using (case_id)', 'joins two bucketed tables without bucket'],
    [
      'select from recovery.case_fact f, recovery.hop h where f.case_id = h.case_id',
      'joins two bucketed tables without bucket',
    ],
    [
      'delete from recovery.hop h using recovery.mark m where m.subject = h.case_id',
      'joins two bucketed tables without bucket',
    ],
    [
      'select from recovery.hop h where exists (select from recovery.mark m where m.subject = h.case_id)',
      'joins two bucketed tables without bucket',
    ],
  ])('would breach them by: %s', async (text, breach) => {
    const source = `const q = sql<{ a: string }>\`${text}\`.execute(db);`;
    expect(queryBreaches(statementsOf('x.ts', source), await bucketedTables(database.db))).toEqual([
      `x.ts:1 ${breach}`,
    ]);
  });

  test('may join by bucket, and count in subqueries', async () => {
    const fine = [
      'select from recovery.case_fact f join recovery.case_summary s using (bucket, customer, case_id)',
      'select from recovery.hop h where exists (select from recovery.case_head c where c.bucket = h.bucket)',
      'select (select count(*) from recovery.parked) as parked, (select count(*) from recovery.mark where bucket = 1) as marks',
      'update recovery.lease set holder = $ where expires < now()',
    ].map((text) => ({ file: 'x.ts', line: 1, text }));
    expect(queryBreaches(fine, await bucketedTables(database.db))).toEqual([]);
  });
});

test('a statement is the text of a template, without what is put in, nor comments and quoted text', () => {
  const source = [
    '// no `template` here',
    "const a = 'nor ` here';",
    'const b = sql`select ${x ? sql`inner ${y}` : { z: 1 }} from t`;',
    '/* nor `here` */ const c = sql`two',
    'lines`;',
  ].join('\n');
  expect(statementsOf('x.ts', source)).toEqual([
    { file: 'x.ts', line: 3, text: 'inner $' },
    { file: 'x.ts', line: 3, text: 'select $ from t' },
    { file: 'x.ts', line: 4, text: 'two\nlines' },
  ]);
});
