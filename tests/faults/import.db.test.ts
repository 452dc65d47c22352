import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDatabase, provision, type Database } from '@finest-hour/store';
import { acquireEmbedded, type Embedded } from '@finest-hour/store/embedded';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { derivedRows, forgetAll } from '../support/recovery.ts';
import { ROUNDS } from './extent.ts';
import {
  CLI,
  killLeftovers,
  passLeases,
  pause,
  progress,
  seeded,
  start,
  untilProgress,
  type Running,
} from './processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXTRACT = join(ROOT, 'apps', 'cli', 'demo', 'servicenow-extract.csv.gz');
const MAPPING = join(ROOT, 'packages', 'connectors', 'mappings', 'servicenow.yaml');
/** Rows of the extract that are imported: some thousands of events, in several batches. */
const ROWS = 6_000;

let folder: string;
let log: string;
let embedded: Embedded;
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'finest-hour-faults-'));
  log = join(folder, 'log.csv');
  const lines = gunzipSync(readFileSync(EXTRACT)).toString().split('\n');
  writeFileSync(log, `${lines.slice(0, ROWS + 1).join('\n')}\n`);
  embedded = await acquireEmbedded(join(folder, 'home'), { fsync: 'off', synchronous_commit: 'off' });
  await provision(embedded.adminUrl, embedded.superuserPassword);
  db = openDatabase(embedded.adminUrl);
});
afterEach(killLeftovers);
afterAll(async () => {
  await db?.destroy();
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
});

function startImport(): Running {
  return start([CLI, 'import', log, '--mapping', MAPPING], { FINEST_HOUR_HOME: join(folder, 'home') });
}

async function logged(): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select bucket, subject, source, id, encode(content_hash, 'hex') as hash from log.event
    order by bucket, subject, source, id`.execute(db);
  return rows;
}

test(
  'an import that is killed at any points and repeated gives the facts of one that was not',
  { timeout: 120_000 * ROUNDS },
  async () => {
    expect(await startImport().ended).toEqual({ code: 0, errors: '' });
    const expected = { events: await logged(), rows: await derivedRows(db) };
    expect(expected.rows['case_fact']?.length).toBeGreaterThan(500);
    const whole = await progress(db);

    await forgetAll(db);
    const random = seeded(20_160_229);
    let struck = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const running = startImport();
      const before = await progress(db);
      await untilProgress(db, running, before + (whole - before) * random());
      await pause(random() * 20);
      if (running.isRunning()) struck += 1;
      await running.kill();
      await passLeases(db);
    }
    expect(struck).toBeGreaterThan(0);
    expect(await startImport().ended).toEqual({ code: 0, errors: '' });
    expect(await logged()).toEqual(expected.events);
    expect(await derivedRows(db)).toEqual(expected.rows);
  },
);
