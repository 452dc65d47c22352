/**
 * What an event costs ingest of the processor, the least of some rounds each: in batches of 1,000, alone in a request, and a
 * request for nothing beside them. Unlike how many a second, it says something on a machine that is busy otherwise too.
 */
import type { BenchResult } from './bench.ts';
import type { LoadJob } from './ingest-jobs.ts';
import { CONNECTIONS, rounded, SENDERS } from './ingest-part.ts';
import { startProduct, type Product } from './ingest-product.ts';

const ROUNDS = 5;
const SECONDS = 3;

function jobsOf(round: number): Readonly<Record<string, LoadJob>> {
  return {
    batches: { kind: 'batches', name: `cb-${round}`, connections: SENDERS, events: 60_000, cases: null },
    nothing: { kind: 'nothing', connections: CONNECTIONS, seconds: SECONDS },
    singles: { kind: 'singles', name: `cs-${round}`, connections: CONNECTIONS, seconds: SECONDS, rate: null },
  };
}

/** Microseconds of the processor for each event, or request. */
async function costOf(product: Product, job: LoadJob): Promise<number> {
  const before = product.ingestCpuSeconds();
  const { events, requests } = await product.load(job);
  return ((product.ingestCpuSeconds() - before) * 1e6) / (events > 0 ? events : requests);
}

export async function bench(): Promise<BenchResult> {
  const product = await startProduct();
  try {
    const figures: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, job] of Object.entries(jobsOf(round))) {
        const cost = rounded(await costOf(product, job), 1);
        figures[`${name}UsEach`] = Math.min(figures[`${name}UsEach`] ?? Infinity, cost);
      }
    }
    const rows = Object.entries(figures).map(([what, microseconds]) => ({ what, microseconds }));
    return { rows, figures };
  } finally {
    await product.stop();
  }
}
