/**
 * What the folds cost: in memory on events that are parsed already, and from the log in PostgreSQL to its facts; then
 * what a report's measures cost once everything is counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_TYPES } from '@finest-hour/events';
import {
  assembleReport,
  bookBins,
  DEFAULT_BOOK_SETTINGS,
  foldCase,
  foldCustomer,
  packFacts,
  readHistory,
  tallyEarly,
  tallyFacts,
  tallyQueries,
  type CaseFacts,
  type CaseSummary,
  type CustomerHistory,
  type ReportQuery,
} from '@finest-hour/metrics';
import { appendEvents, foldEverything, openDatabase, provision, type Database } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import { markEverything } from '@finest-hour/store/recovery';
import type { BenchResult } from './bench.ts';
import { bytesPerEvent, company, countEvents, endUs, loggedBatches, streamsOf, type Streams } from './simulated-log.ts';

const CASES = 15_000;
/** Small parts are timed best: other work on the machine hits few of them in all of their runs. */
const CUSTOMERS_A_PART = 500;
const RUNS = 10;
const SETTINGS = DEFAULT_BOOK_SETTINGS;
const NOTHING: CustomerHistory = { values: [], leftUs: [], recommendations: [], known: false };

/** All folds of some customers, to the numbers that are stored. */
function foldInMemory({ cases, customers }: Streams): readonly CaseFacts[] {
  const bins = bookBins(SETTINGS);
  const byCustomer = new Map<string, CaseSummary[]>();
  for (const events of cases) {
    const summary = foldCase(events, SETTINGS)?.summary;
    if (summary === undefined) continue;
    const own = byCustomer.get(summary.customer);
    if (own === undefined) byCustomer.set(summary.customer, [summary]);
    else own.push(summary);
  }
  const histories = new Map<string, CustomerHistory>();
  for (const [customer, events] of customers) histories.set(customer, readHistory(events));
  const all: CaseFacts[] = [];
  for (const [customer, summaries] of byCustomer) {
    for (const facts of foldCustomer(summaries, SETTINGS, histories.get(customer) ?? NOTHING)) {
      packFacts(facts, bins);
      all.push(facts);
    }
  }
  return all;
}

/** The shortest of some runs in milliseconds, after one to warm up: other work shares the machine. */
function shortestMs(run: () => void, runs: number): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const startMs = performance.now();
    run();
    return performance.now() - startMs;
  });
  return Math.min(...times);
}

/** From tallies to a report, with its curves: of the whole, or of its teams as well. */
function measureMs(facts: readonly CaseFacts[], nowUs: number, by: ReportQuery['by']): number {
  const query: ReportQuery = { from: '2025-01-01', to: '2026-07-01', timeZone: 'UTC', by, filters: {} };
  const coverage = new Map(EVENT_TYPES.map(({ type }) => [type, { fromUs: 0, toUs: nowUs }]));
  const { whole, groups, early } = tallyQueries(query, nowUs, SETTINGS, coverage);
  const tallies = {
    whole: tallyFacts(facts, whole),
    groups: groups === null ? null : tallyFacts(facts, groups),
    baseline: [],
    early: tallyEarly(facts, early),
  };
  const leftOut = { withoutOpening: 0, parked: 0 };
  const frame = { query, asOfUs: nowUs, settings: SETTINGS, coverage, leftOut };
  return shortestMs(() => assembleReport(frame, tallies), 200);
}

interface Projected {
  readonly events: number;
  /** Events a second, while nothing is in the facts yet, and the best of some runs over what is there. */
  readonly first: number;
  readonly again: number;
}

/** Marks everything, and runs both stages to the end. */
async function project({ admin, worker }: Record<'admin' | 'worker', Database>, events: number): Promise<number> {
  await markEverything(admin);
  const startMs = performance.now();
  await foldEverything(worker);
  return Math.round((events / (performance.now() - startMs)) * 1000);
}

/** Events read, folded and written a second, by a worker in a process that holds nothing else. */
async function readFoldWrite(home: string): Promise<Projected> {
  const embedded = await acquireEmbedded(home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    const [ingest, admin] = [openDatabase(urls.ingest), openDatabase(urls.admin)];
    const worker = openDatabase(urls.worker, { statementTimeoutMs: 0 });
    try {
      let events = 0;
      for (const batch of loggedBatches(company(CASES)))
        events += (await appendEvents(ingest, batch, 0)).filter((status) => status === 'accepted').length;
      // The marks of the filling are many to a stream.
      await worker.deleteFrom('recovery.mark').execute();
      const first = await project({ admin, worker }, events);
      let again = 0;
      for (let run = 0; run < 3; run += 1) again = Math.max(again, await project({ admin, worker }, events));
      return { events, first, again };
    } finally {
      await Promise.all([ingest.destroy(), admin.destroy(), worker.destroy()]);
    }
  } finally {
    await embedded.release();
  }
}

export async function bench(): Promise<BenchResult> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  const written = await readFoldWrite(home).finally(() => rmSync(home, { recursive: true, force: true }));
  const simulation = company(CASES);
  const parts = [...streamsOf(simulation, CUSTOMERS_A_PART)];
  const foldMs = parts.reduce((sum, part) => sum + shortestMs(() => foldInMemory(part), RUNS), 0);
  const facts = parts.flatMap(foldInMemory);
  const events = parts.reduce((sum, part) => sum + countEvents(part), 0);
  const nowUs = endUs(simulation);
  const rounded = (ms: number) => Math.round(ms * 100) / 100;
  const figures = {
    eventsPerSecond: Math.round((events / foldMs) * 1000),
    readFoldWriteEventsPerSecond: Math.max(written.first, written.again),
    measureMs: rounded(measureMs(facts, nowUs, null)),
  };
  const rows = [
    { what: 'events of the log', figure: written.events },
    { what: 'bytes an event', figure: bytesPerEvent(simulation) },
    { what: 'cases', figure: facts.length },
    { what: 'folded in memory, events/s', figure: figures.eventsPerSecond },
    { what: 'read, folded, written for the first time, events/s', figure: written.first },
    { what: 'the same over what is there, best of three, events/s', figure: written.again },
    { what: 'measures of a report, ms', figure: figures.measureMs },
    { what: 'measures of a report by team, ms', figure: rounded(measureMs(facts, nowUs, 'team')) },
  ];
  return { rows, figures };
}
