/**
 * What the folds cost: in memory on events that are parsed already, and from the log in PostgreSQL to its facts; then
 * what a report's measures cost once everything is counted.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
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
import { WORKER_PROCESS } from '@finest-hour/cli/worker-process';
import type { BenchResult } from './bench.ts';
import type { FoldOrder, Projected } from './fold-worker.ts';
import { bytesPerEvent, company, countEvents, endUs, streamsOf, type Streams } from './simulated-log.ts';

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

/** Asks a process that is run as the worker is. */
async function readFoldWrite(order: FoldOrder): Promise<Projected> {
  const child = fork(join(import.meta.dirname, 'fold-worker.ts'), { execArgv: [...WORKER_PROCESS.flags] });
  child.send(order);
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${String(code)}`))),
  ])) as [Projected];
  return answer;
}

export async function bench(): Promise<BenchResult> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  const written = await readFoldWrite({ home, cases: CASES }).finally(() =>
    rmSync(home, { recursive: true, force: true }),
  );
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
