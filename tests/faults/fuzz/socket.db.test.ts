import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { createKey } from '@finest-hour/store';
import { serveIngest, type RunningIngest } from '@finest-hour/ingest';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { INPUTS, SEED } from '../extent.ts';
import { pause } from '../processes.ts';
import { finding } from './finding.ts';
import { judge, type Answer } from './judge.ts';
import { makeInput, type Input } from './make-input.ts';
import { secondReading } from './second-reading.ts';

const SENDERS = 8;
let database: TestDatabase;
let ingest: RunningIngest;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  const databaseUrl = database.urls.ingest;
  ingest = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl, logLevel: 'silent' });
});
afterAll(async () => {
  await ingest?.close();
  await database?.drop();
});

/** In several pieces where the number says so, so that lengths are announced and not. */
async function send({ number, headers, body }: Input): Promise<Answer> {
  const request = httpRequest(`${ingest.url}/v1/events`, { method: 'POST', headers });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  const middle = number % 3 === 0 ? Math.floor(body.byteLength / 2) : 0;
  if (middle > 0) request.write(body.subarray(0, middle));
  request.end(body.subarray(middle));
  const [response] = await answered;
  // Come again later: too much was being worked on.
  if (response.statusCode === 503 && response.headers['retry-after'] !== undefined) {
    response.resume();
    await pause(20);
    return send({ number, headers, body });
  }
  const contentType = response.headers['content-type'] ?? '';
  return { status: response.statusCode ?? 0, contentType, text: await text(response) };
}

/** What the receipts of an answer say was stored. */
function acceptedOf({ status, text: answer }: Answer): number {
  if (status !== 200) return 0;
  const { accepted } = JSON.parse(answer.trimEnd().split('\n').at(-1) ?? '') as { readonly accepted: number };
  return accepted;
}

test(
  'over a socket and into PostgreSQL too: every input has a documented answer, and what has a receipt is in the log',
  { timeout: 60_000 + INPUTS * 20 },
  async () => {
    const whole = Math.ceil(INPUTS / 10);
    const findings: string[] = [];
    let accepted = 0;
    let next = 0;
    const sender = async () => {
      for (let number = next++; number < whole; number = next++) {
        const made = makeInput(SEED + 1, number);
        const { authorization = '', ...others } = made.headers;
        const input = { ...made, headers: { ...others, authorization: authorization.replace('fh_push', key) } };
        const answer = await send(input);
        accepted += acceptedOf(answer);
        const faults = judge(answer, secondReading(input, key, Date.now() * 1000));
        if (faults.length > 0) findings.push(finding(made, faults));
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    expect(findings.slice(0, 10)).toEqual([]);
    const { rows } = await sql<{ stored: number }>`select count(*) as stored from log.event`.execute(database.db);
    expect(rows).toEqual([{ stored: accepted }]);
  },
);
