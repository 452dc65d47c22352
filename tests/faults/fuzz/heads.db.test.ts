import { createKey } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { valueOf } from '../../support/exposition.ts';
import { INPUTS, SEED } from '../extent.ts';
import { INGEST, killLeftovers, pause, start, type Running } from '../processes.ts';
import { freePort } from '../sender.ts';
import { makeHead } from './make-head.ts';
import { answersIn, say, type Heard } from './say.ts';

const SENDERS = 16;
const SLOW = 100;
/** What the issue allows ingest, whatever it is sent. */
const MOST_BYTES = 300_000_000;

/** As docs/ingest.md says that it is run. */
const FLAGS = ['--expose-gc', '--max-old-space-size=256', '--max-semi-space-size=16'];
const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

let database: TestDatabase;
let key: string;
let port: string;
let url: string;
let ingest: Running;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest', 'admin']);
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  ingest = start([...FLAGS, INGEST], {
    ...ALLOCATOR,
    DATABASE_URL_INGEST: database.urls.ingest,
    DATABASE_URL_ERASER: database.urls.eraser,
    INGEST_PORT: port,
    LOG_LEVEL: 'silent',
  });
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    ingest.mustRun();
    await pause(50);
  }
});
afterEach(killLeftovers);
afterAll(() => database?.drop());

/** What of an answer is no answer to a hostile request: it may be refused, or understood after all. */
function faultsOf({ text, done }: Heard): readonly string[] {
  const wrong = answersIn(text).flatMap(({ status, text: answer }) => {
    const isBusy = status === 503 && /\r\nretry-after: \d/i.test(answer);
    return status === 100 || status === 200 || (status >= 400 && status < 500) || isBusy ? [] : [`answered ${status}`];
  });
  return done ? wrong : [...wrong, 'the connection was held open'];
}

/** Connections that never finish their head. Answers what each of them hears until it is closed. */
function drip(): readonly Promise<Heard>[] {
  const head = Buffer.from('POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  return Array.from({ length: SLOW }, (_, number) => say(Number(port), { number, pieces: [head], leaving: 'stays' }));
}

async function metric(name: string): Promise<number | undefined> {
  return valueOf(await (await fetch(`${url}/metrics`)).text(), name);
}

test(
  'no head of a request makes ingest fail, hang or grow, and slow ones are cut off',
  { timeout: 90_000 + INPUTS * 10 },
  async () => {
    const slow = drip();
    const findings: string[] = [];
    let next = 0;
    const sender = async () => {
      for (let number = next++; number < Math.ceil(INPUTS / 10); number = next++) {
        const said = makeHead(SEED, number, key);
        const faults = faultsOf(await say(Number(port), said));
        ingest.mustRun();
        const shown = Buffer.concat(said.pieces).subarray(0, 1_000).toString('latin1');
        if (faults.length > 0) findings.push(`head ${number}: ${faults.join('; ')}\n${JSON.stringify(shown)}`);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    expect(findings.slice(0, 10)).toEqual([]);
    const heard = await Promise.all(slow);
    expect(new Set(heard.map(({ text, done }) => `${done} ${text.slice(0, 12)}`))).toEqual(
      new Set(['true HTTP/1.1 408']),
    );

    // Whoever asks properly is served, and nothing of the others is left.
    ingest.mustRun();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await metric('finest_hour_ingest_in_flight_bytes')).toBe(0);
    expect(await metric('finest_hour_ingest_queue_events')).toBe(0);
    expect(await metric('process_resident_memory_bytes')).toBeLessThan(MOST_BYTES);
    expect(await metric('finest_hour_ingest_refused_requests_total{reason="internal"}')).toBe(0);
    const { rows } = await sql<{ foreign: number }>`
      select count(*) as foreign from log.event where source <> 'heads'`.execute(database.db);
    expect(rows).toEqual([{ foreign: 0 }]);
    await ingest.stop();
    expect(await ingest.ended).toEqual({ code: 0, errors: '' });
  },
);
