/**
 * What the folds cost: in memory on events that are parsed already, and from the log in PostgreSQL to its facts; then
 * what a report's measures cost once everything is counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assembleReport,
  bookBins,
  DEFAULT_BOOK_SETTINGS,
  foldCase,
  foldCustomer,
  packFacts,
  readHistory,
  tallyFacts,
  tallyQueries,
  type CaseFacts,
  type CaseSummary,
  type CustomerHistory,
  type ReportQuery,
} from '@finest-hour/metrics';
import { appendEvents, foldEverything, openDatabase, provision } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import { markEverything } from '@finest-hour/store/recovery';
import type { BenchResult } from './bench.ts';
import { simulatedLog, streamsOf, type SimulatedLog } from './simulated-log.ts';

const CASES = 15_000;
const RUNS = 5;
const APPEND_BATCH = 2_000;
const SETTINGS = DEFAULT_BOOK_SETTINGS;
const NOTHING: CustomerHistory = { values: [], leftUs: [], known: false };

/** All folds of a log, to the numbers that are stored. */
function foldInMemory({ cases, customers }: ReturnType<typeof streamsOf>): readonly CaseFacts[] {
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

/** From tallies to a report of the whole and of seven teams, with its curves. */
function measureMs(facts: readonly CaseFacts[], nowUs: number): number {
  const query: ReportQuery = { from: '2025-01-01', to: '2026-07-01', timeZone: 'UTC', by: 'team', filters: {} };
  const coverage = { fromUs: 0, toUs: nowUs };
  const { whole, groups } = tallyQueries(query, nowUs, SETTINGS, coverage);
  const tallies = {
    whole: tallyFacts(facts, whole),
    groups: groups === null ? null : tallyFacts(facts, groups),
    baseline: [],
    valuesArrive: true,
  };
  const leftOut = { withoutOpening: 0, parked: 0 };
  return shortestMs(() => assembleReport(query, '2026-07-01T00:00:00Z', SETTINGS, tallies, leftOut), 50);
}

/** Events read, folded and written a second: the log is filled, everything is marked, and both stages run to the end. */
async function readFoldWrite(home: string, { events, nowUs }: SimulatedLog): Promise<number> {
  const embedded = await acquireEmbedded(home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    const [ingest, admin] = [openDatabase(urls.ingest), openDatabase(urls.admin)];
    const worker = openDatabase(urls.worker, { statementTimeoutMs: 0 });
    try {
      for (let first = 0; first < events.length; first += APPEND_BATCH)
        await appendEvents(ingest, events.slice(first, first + APPEND_BATCH), nowUs);
      await foldEverything(worker);
      await markEverything(admin);
      const startMs = performance.now();
      await foldEverything(worker);
      return (events.length / (performance.now() - startMs)) * 1000;
    } finally {
      await Promise.all([ingest.destroy(), admin.destroy(), worker.destroy()]);
    }
  } finally {
    await embedded.release();
  }
}

export async function bench(): Promise<BenchResult> {
  const log = simulatedLog(CASES);
  const streams = streamsOf(log.events);
  const facts = foldInMemory(streams);
  const foldMs = shortestMs(() => foldInMemory(streams), RUNS);
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  const written = await readFoldWrite(home, log).finally(() => rmSync(home, { recursive: true, force: true }));
  const figures = {
    eventsPerSecond: Math.round((log.events.length / foldMs) * 1000),
    readFoldWriteEventsPerSecond: Math.round(written),
    measureMs: Math.round(measureMs(facts, log.nowUs) * 100) / 100,
  };
  const { bytesPerEvent } = log;
  return { rows: [{ events: log.events.length, cases: facts.length, bytesPerEvent, ...figures }], figures };
}
