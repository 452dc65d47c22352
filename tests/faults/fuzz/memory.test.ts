import { createIngestApp } from '@finest-hour/ingest';
import { memoryDeps } from '@finest-hour/ingest/testing';
import { EVENT_TYPES, formatTimeUs, type LoggedEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { INPUTS, SEED } from '../extent.ts';
import { finding } from './finding.ts';
import { judge } from './judge.ts';
import { makeInput, type Input } from './make-input.ts';
import { secondEvent } from './second-event.ts';
import { secondReading } from './second-reading.ts';

/** A store in memory remembers everything: a new one after so many. */
const INPUTS_A_STORE = 500;

/** An event as the store was given it, in structured mode again. */
function structured({ source, id, type, subject, timeUs, sequence, data, extensions }: LoggedEvent): unknown {
  return { specversion: '1.0', source, id, type, subject, time: formatTimeUs(timeUs), sequence, data, ...extensions };
}

async function sendAll(inputs: readonly Input[], types: Set<string>): Promise<string[]> {
  const deps = memoryDeps();
  const app = createIngestApp(deps);
  const findings: string[] = [];
  for (const input of inputs) {
    const { headers, body } = input;
    const response = await app.request('/v1/events', { method: 'POST', headers, body: new Uint8Array(body) });
    const contentType = response.headers.get('content-type') ?? '';
    const answer = { status: response.status, contentType, text: await response.text() };
    const faults = judge(answer, secondReading(input, 'fh_push', deps.nowUs()));
    if (faults.length > 0) findings.push(finding(input, faults));
  }
  for (const event of deps.events) {
    types.add(event.type);
    const faults = [...secondEvent(structured(event), deps.nowUs())];
    if (faults.length > 0) findings.push(`stored, and ${faults.join()}: ${JSON.stringify(event).slice(0, 500)}`);
  }
  if (deps.logged.some((line) => line.includes('"level":"error"'))) findings.push('an error was logged');
  return findings;
}

test(
  'no input makes ingest fail, and what it accepts and refuses, a second reading of the contract does too',
  { timeout: 30_000 + INPUTS * 20 },
  async () => {
    const findings: string[] = [];
    const types = new Set<string>();
    for (let from = 0; from < INPUTS; from += INPUTS_A_STORE) {
      const length = Math.min(INPUTS_A_STORE, INPUTS - from);
      findings.push(
        ...(await sendAll(
          Array.from({ length }, (_, at) => makeInput(SEED, from + at)),
          types,
        )),
      );
    }
    expect(findings.slice(0, 10)).toEqual([]);
    const missing = EVENT_TYPES.map(({ type }) => type).filter((type) => !types.has(type));
    expect(missing).toEqual([]);
  },
);
