/**
 * What a report costs over a million cases, whatever it is asked for, and what DuckDB needs to count the same facts.
 * Facts are those of a simulated company, copied: see report-company.ts. DuckDB holds them in columns and in memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type ReportQuery } from '@finest-hour/metrics';
import { openDatabase, provision, type Database } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import { defaultPeriod, readReport } from '@finest-hour/store/recovery';
import type { BenchResult } from './bench.ts';
import { fillWithFacts } from './report-company.ts';
import { FactsInDuckDb } from './report-duckdb.ts';
import { readPage } from './report-page.ts';
import { questions, readValues } from './report-questions.ts';
import { company, endUs } from './simulated-log.ts';

const CASES = 1_000_000;
/** So many are sent and folded; the rest are their copies, so that there are fewer different ones than a million have. */
const FOLDED = 20_000;
const QUESTIONS = 25;
const PAGES = 5;
/** Each is asked so often, and its shortest time counts: other work on the machine hits few of them each time. */
const TIMES = 2;

async function shortestMs(run: () => Promise<unknown>, times: number): Promise<number> {
  let shortest = Infinity;
  for (let time = 0; time < times; time += 1) {
    const startMs = performance.now();
    await run();
    shortest = Math.min(shortest, performance.now() - startMs);
  }
  return shortest;
}

const sorted = (all: readonly number[]) => all.toSorted((a, b) => a - b);
const quantile = (all: readonly number[], share: number) =>
  Math.round(sorted(all)[Math.ceil(share * all.length) - 1] ?? NaN);

interface Asked {
  readonly reports: readonly number[];
  readonly duckdb: readonly number[];
}

/** The same questions of both, one after the other, so that both share what else the machine has to do. */
async function ask(
  reader: Database,
  duckdb: FactsInDuckDb,
  all: readonly ReportQuery[],
  asOfUs: number,
): Promise<Asked> {
  const [reports, counts]: [number[], number[]] = [[], []];
  for (const query of all) {
    reports.push(await shortestMs(() => readReport(reader, query, asOfUs), TIMES));
    counts.push(await shortestMs(() => duckdb.count(query), TIMES));
  }
  return { reports, duckdb: counts };
}

async function measure(urls: Readonly<Record<'reader' | 'superuser', string>>, asOfUs: number, endsAt: string) {
  const reader = openDatabase(urls.reader, { statementTimeoutMs: 0 });
  const superuser = openDatabase(urls.superuser, { max: 1, statementTimeoutMs: 0 });
  try {
    const duckdb = await FactsInDuckDb.from(superuser);
    const values = await readValues(superuser);
    const asked = (filtered: boolean) => [...questions(values, endsAt, filtered, 11).take(QUESTIONS)];
    const plain = await ask(reader, duckdb, asked(false), asOfUs);
    const filtered = await ask(reader, duckdb, asked(true), asOfUs);
    duckdb.close();
    const { from, to } = await defaultPeriod(reader, 'Europe/Berlin', asOfUs);
    const pages: number[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const range = { from: addDays(from, -7 * page), to: addDays(to, -7 * page) };
      pages.push(await shortestMs(() => readPage(reader, range, asOfUs), TIMES));
    }
    return { plain, filtered, pages };
  } finally {
    await Promise.all([reader.destroy(), superuser.destroy()]);
  }
}

async function inDatabase(home: string) {
  const embedded = await acquireEmbedded(home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    const open = (url: string) => openDatabase(url, { statementTimeoutMs: 0 });
    const filling = { ingest: open(urls.ingest), worker: open(urls.worker), owner: open(urls.owner) };
    const simulation = company(FOLDED);
    const cases = await fillWithFacts(filling, simulation, CASES).finally(() =>
      Promise.all(Object.values(filling).map((db) => db.destroy())),
    );
    const { endsAt } = simulation.parameters;
    const measured = await measure({ reader: urls.reader, superuser: embedded.adminUrl }, endUs(simulation), endsAt);
    return { cases, ...measured };
  } finally {
    await embedded.release();
  }
}

export async function bench(): Promise<BenchResult> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  const { cases, plain, filtered, pages } = await inDatabase(home).finally(() =>
    rmSync(home, { recursive: true, force: true }),
  );
  const ratio = ({ reports, duckdb }: Asked) => Math.round((quantile(reports, 0.5) / quantile(duckdb, 0.5)) * 10) / 10;
  const figures = {
    p95Ms1M: quantile([...plain.reports, ...filtered.reports], 0.95),
    filteredP95Ms1M: quantile(filtered.reports, 0.95),
    pageMs1M: quantile(pages, 0.5),
    vsDuckdbUnfiltered: ratio(plain),
    vsDuckdbFiltered: ratio(filtered),
  };
  const rows = [
    { what: 'cases', figure: cases },
    { what: 'reports without filters, median ms', figure: quantile(plain.reports, 0.5) },
    { what: 'reports without filters, p95 ms', figure: quantile(plain.reports, 0.95) },
    { what: 'reports with filters, median ms', figure: quantile(filtered.reports, 0.5) },
    { what: 'reports with filters, p95 ms', figure: figures.filteredP95Ms1M },
    { what: 'what the first page reads, median ms', figure: figures.pageMs1M },
    { what: 'the same counts in DuckDB without filters, median ms', figure: quantile(plain.duckdb, 0.5) },
    { what: 'the same counts in DuckDB with filters, median ms', figure: quantile(filtered.duckdb, 0.5) },
  ];
  return { rows, figures };
}
