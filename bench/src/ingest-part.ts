import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LoadJob, LoadResult } from './ingest-jobs.ts';
import type { Product } from './ingest-product.ts';

export type Row = Readonly<Record<string, string | number>>;

/** What one part of the bench gives. */
export interface Part {
  readonly rows: readonly Row[];
  readonly figures: Readonly<Record<string, number>>;
}

export const CONNECTIONS = 64;
export const SENDERS = 4;
export const SECONDS = 6;

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

/** Until the worker has nothing left to fold; in seconds. Readings are no facts, and rest between their rounds. */
export async function untilFolded({ db }: Product): Promise<number> {
  const startMs = performance.now();
  for (let waits = true; waits; await sleep(200)) {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from recovery.mark) as waits`.execute(db);
    waits = rows[0]?.waits ?? true;
  }
  return (performance.now() - startMs) / 1000;
}

/** A job, with how much of the processor both sides took. */
export async function run(product: Product, what: string, job: LoadJob): Promise<{ result: LoadResult; row: Row }> {
  const before = product.ingestCpuSeconds();
  const result = await product.load(job);
  const { events, requests, seconds, cpuSeconds, p50Ms, p99Ms } = result;
  const row = {
    what,
    'per second': Math.round((events > 0 ? events : requests) / seconds),
    'p50 ms': rounded(p50Ms),
    'p99 ms': rounded(p99Ms),
    'generator cpu': rounded(cpuSeconds / seconds),
    'ingest cpu': rounded((product.ingestCpuSeconds() - before) / seconds),
  };
  process.stderr.write(`${JSON.stringify(row)}\n`);
  return { result, row };
}
