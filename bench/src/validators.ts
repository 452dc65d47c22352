/**
 * Which validator to trust with the contract: the same schemas, compiled by each candidate, over the same real-size events.
 * Then the whole of readEvent (attributes, data, time, text) and of the content hash, which is what ingest pays for.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { contentHash, definitionOf, EVENT_TYPES, parseTimeUs, readEvent, type LoggedEvent } from '@finest-hour/events';
import { Compile } from 'typebox/schema';
import type { BenchResult } from './bench.ts';
import { fixedEvents, type Envelope } from './fixed-events.ts';
import { toValibot } from './schema-to-valibot.ts';
import { toZod } from './schema-to-zod.ts';

/** A candidate: from a JSON Schema to a check. */
type Candidate = (schema: object) => (data: unknown) => boolean;

const isTime = (text: string) => parseTimeUs(text) !== null;
const isIdentifier = (text: string) => text.length <= 170 || Buffer.byteLength(text) <= 512;

function ajvCandidate(): Candidate {
  const ajv = new Ajv2020({ strict: false, formats: { identifier: isIdentifier, 'date-time': isTime } });
  return (schema) => ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
}

const candidates: Readonly<Record<string, Candidate>> = {
  typebox: (schema) => {
    const validator = Compile(schema);
    return (data) => validator.Check(data);
  },
  ajv: ajvCandidate(),
  zod: toZod,
  valibot: toValibot,
};

const RUN_MS = 1500;

/** Events a second through `each`, after one warm-up second; the best of three runs, for other work shares the machine. */
function perSecond(events: readonly Envelope[], each: (event: Envelope) => void): number {
  const run = (forMs: number) => {
    const start = performance.now();
    let count = 0;
    let elapsedMs = 0;
    do {
      for (const event of events) each(event);
      count += events.length;
      elapsedMs = performance.now() - start;
    } while (elapsedMs < forMs);
    return (count / elapsedMs) * 1000;
  };
  run(1000);
  return Math.round(Math.max(run(RUN_MS), run(RUN_MS), run(RUN_MS)));
}

function measureCandidate(events: readonly Envelope[], candidate: Candidate): number {
  const checks = new Map(EVENT_TYPES.map(({ type, data }) => [type, candidate(data)]));
  for (const { type } of EVENT_TYPES) {
    const [example] = definitionOf(type)?.examples ?? [];
    if (checks.get(type)?.(example) !== true) throw new Error(`refused a valid event: ${type}`);
    if (checks.get(type)?.({ ...example, by: { kind: 'nobody' } }) !== (definitionOf(type)?.family !== 'case')) {
      throw new Error(`accepted an invalid event: ${type}`);
    }
  }
  return perSecond(events, ({ type, data }) => {
    if (checks.get(type)?.(data) !== true) throw new Error(`refused a valid event: ${type}`);
  });
}

export async function bench(): Promise<BenchResult> {
  const events = await fixedEvents();
  const nowUs = 4e15;
  const read = (event: unknown): LoggedEvent => {
    const result = readEvent(event, nowUs);
    if (!result.ok) throw new Error(result.problem.detail);
    return result.event;
  };
  const logged = new Map(events.map((event) => [event, read(event)]));
  const figures: Record<string, number> = {};
  for (const [name, candidate] of Object.entries(candidates)) figures[name] = measureCandidate(events, candidate);
  figures['readEvent'] = perSecond(events, read);
  figures['contentHash'] = perSecond(events, (event) => contentHash(logged.get(event) as LoggedEvent));
  const lines = new Map(events.map((event) => [event, JSON.stringify(event)]));
  figures['jsonParse'] = perSecond(events, (event) => JSON.parse(lines.get(event) as string));
  const rows = Object.entries(figures).map(([what, eventsPerSecond]) => ({
    what,
    eventsPerSecond,
    usPerEvent: Number((1e6 / eventsPerSecond).toFixed(2)),
  }));
  return { rows, figures };
}
