import type { EventEnvelope } from '@finest-hour/events';
import { serveIngest, type RunningIngest } from '@finest-hour/ingest';
import type { Report, ReportQuery } from '@finest-hour/metrics';
import { createKey, foldEverything, openDatabase, type Database } from '@finest-hour/store';
import { readReport } from '@finest-hour/store/recovery';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF_US, company, companyEvents, PERIOD, toldThroughout } from './company.ts';
import { HOUSTON } from './houston.ts';
import { MISHAPS } from './mishaps.ts';
import { NIGHTMARE } from './nightmare.ts';
import { OWN_IT } from './own-it.ts';
import { playbookOf, sharesOf, type Row } from './row.ts';
import { START } from './start.ts';
import { VICTORY } from './victory.ts';

const ROWS = [...HOUSTON, ...VICTORY, ...NIGHTMARE, ...MISHAPS, ...OWN_IT].map((row, i) => ({
  ...row,
  of: company(`${i}`),
}));

let database: TestDatabase;
let ingest: RunningIngest;
let key: string;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'desk', ['ingest']);
  ingest = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl: database.urls.ingest, logLevel: 'silent' });
  worker = openDatabase(database.urls.worker, { max: 2 });
  reader = openDatabase(database.urls.reader, { max: 2 });
  await push([...toldThroughout(), ...ROWS.flatMap(({ of, more = 0 }) => companyEvents(of, more))]);
});
afterAll(async () => {
  await ingest?.close();
  await Promise.all([worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});

/** Over HTTP, and into the facts. */
async function push(events: readonly EventEnvelope[]): Promise<void> {
  const response = await fetch(`${ingest.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  expect(await response.json()).toMatchObject({ accepted: events.length, duplicates: 0, rejected: [] });
  await foldEverything(worker);
}

async function report(filters: ReportQuery['filters'], by: ReportQuery['by'] = null): Promise<Report> {
  return readReport(reader, { ...PERIOD, timeZone: 'UTC', filters, by }, AS_OF_US);
}

/** The shares and figures at which a row looks. */
function told({ step, moves, figures = [], isOtherCompany }: Row, report: Report) {
  const shares = sharesOf(report, step);
  const names = isOtherCompany === true ? Object.keys(moves) : Object.keys(shares);
  const { done, applicable } = playbookOf(report).stepsDone;
  return {
    steps: `${done} of ${applicable}`,
    shares: Object.fromEntries(names.map((name) => [name, shares[name]])),
    figures: Object.fromEntries(figures.map(({ of, tell }) => [of, tell(report)])),
  };
}

/** The same as it stands in the table. */
function expected({ steps, moves, figures = [], isOtherCompany }: Row, when: 'before' | 'after') {
  const moved = Object.entries(moves).map(([name, [before, after]]) => [name, when === 'before' ? before : after]);
  return {
    steps: when === 'before' ? steps[0] : steps[1],
    shares: { ...(isOtherCompany === true ? {} : START), ...(Object.fromEntries(moved) as Record<string, string>) },
    figures: Object.fromEntries(figures.map((figure) => [figure.of, figure[when]])),
  };
}

test.each(ROWS)('$step: $what', async (row) => {
  const filters = { product: [row.of.product] };
  const before = await report(filters, row.by);
  expect(told(row, before)).toEqual(expected(row, 'before'));
  await push(row.push(row.of));
  expect(told(row, await report(filters, row.by))).toEqual(expected(row, 'after'));
  // It moves what stands under the step itself, or a figure that is none of the shares.
  const own = playbookOf(before).steps.find(({ step }) => step === row.step);
  const isOwnMoved = Object.keys(row.moves).some((name) => name in (own?.shares ?? {}));
  expect(isOwnMoved || row.figures !== undefined).toBe(true);
});

const COUNTS = { H: 7, V: 8, N: 6, M: 5, O: 6 };

test('each of the 32 steps but N6 has its row, and each share of the report is moved by some row', () => {
  const steps = Object.entries(COUNTS).flatMap(([playbook, n]) =>
    Array.from({ length: n }, (_, i) => `${playbook}${i + 1}`),
  );
  expect(steps).toHaveLength(32);
  // N6 is to move nothing here: it has a file of its own, on the other side of the line.
  const told = [...ROWS.map(({ step }) => step), 'N6'];
  expect([...new Set(told)].sort()).toEqual(steps.sort());
  expect([...new Set(ROWS.flatMap(({ moves }) => Object.keys(moves)))].sort()).toEqual(Object.keys(START).sort());
});
