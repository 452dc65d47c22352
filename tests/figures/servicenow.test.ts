import { existsSync, readFileSync } from 'node:fs';
import { importFile, readMapping, type ImportSummary, type Mapping } from '@finest-hour/connectors';
import { asCaseEvent, readEvent, type CaseEvent } from '@finest-hour/events';
import { DEFAULT_BOOK_SETTINGS, foldCase, type CaseSummary } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { csvColumns } from './csv-columns.ts';

const WHOLE_LOG = pathOf('../../../shared/data/servicenow-incidents.csv.gz');
const EXTRACT = pathOf('../../apps/cli/demo/servicenow-extract.csv.gz');
const NOW_US = Date.parse('2026-01-01T00:00:00Z') * 1000;

/** By `servicenow.py` from the rows; hand-offs, counter, reopenings and sizes agree with what was published. */
const WHOLE = {
  cases: 24_918,
  rows: 141_712,
  customers: 5247,
  casesWithoutCustomer: 3,
  teamHandOffs: { total: 19_068, distribution: { '0': 15_357, '1': 5302, '2': 2016, '3+': 2243 } },
  reassignment: { sourceTotal: 23_414, groupChanges: 23_321, casesEqual: 24_827 },
  casesReopened: 275,
  firstAssignee: { cases: 24_260, medianMinutes: 6, p90Minutes: 555 },
  firstAssigneeAtWork: { cases: 15_662, medianMinutes: 19, p90Minutes: 5693 },
};
/** Written by `servicenow.py`, which shares no code with the project. */
const OF_EXTRACT: typeof WHOLE = JSON.parse(readFileSync(pathOf('../../apps/cli/demo/figures.json'), 'utf8'));

function pathOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}

function serviceNowMapping(): Mapping {
  const file = pathOf('../../packages/connectors/mappings/servicenow.yaml');
  const mapping = readMapping(readFileSync(file, 'utf8'), file);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.error));
  return mapping.value;
}

/** The events of every case, each as the contract reads it. */
async function casesOf(log: string): Promise<{ cases: Map<string, CaseEvent[]>; summary: ImportSummary }> {
  const cases = new Map<string, CaseEvent[]>();
  const run = importFile(log, serviceNowMapping());
  for await (const batch of run.batches) {
    for (const envelope of batch.events) {
      const read = readEvent(envelope, NOW_US);
      const event = read.ok ? asCaseEvent(read.event) : null;
      if (event === null) throw new Error(`refused: ${JSON.stringify({ envelope, read })}`);
      const events = cases.get(event.subject) ?? [];
      cases.set(event.subject, events);
      events.push(event);
    }
  }
  return { cases, summary: run.summary() };
}

function summaryOf(events: readonly CaseEvent[]): CaseSummary {
  const fold = foldCase(events, DEFAULT_BOOK_SETTINGS);
  if (fold === null) throw new Error('a case without an opening');
  return fold.summary;
}

function teamHandOffs(summaries: readonly CaseSummary[]) {
  const counts = summaries.map(({ teamLevel }) => teamLevel.handOffs);
  const casesWith = (wanted: (count: number) => boolean): number => counts.filter(wanted).length;
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    distribution: {
      '0': casesWith((count) => count === 0),
      '1': casesWith((count) => count === 1),
      '2': casesWith((count) => count === 2),
      '3+': casesWith((count) => count >= 3),
    },
  };
}

/** As the source counts: the first assignment is none, and no team is a team. */
function groupChanges(events: readonly CaseEvent[]): number {
  const teams = events.flatMap((event) => (event.type === 'case.assigned' ? [event.data.to.team ?? ''] : []));
  return teams.filter((team, index) => index > 0 && team !== teams[index - 1]).length;
}

async function reassignment(log: string, cases: ReadonlyMap<string, readonly CaseEvent[]>) {
  const counters = new Map<string, number>();
  for await (const [number, count] of csvColumns(log, ['number', 'reassignment_count'])) {
    counters.set(`servicenow:${number}`, Number(count));
  }
  const changes = [...cases].map(([id, events]) => ({ counted: counters.get(id), changed: groupChanges(events) }));
  return {
    sourceTotal: [...counters.values()].reduce((sum, count) => sum + count, 0),
    groupChanges: changes.reduce((sum, { changed }) => sum + changed, 0),
    casesEqual: changes.filter(({ counted, changed }) => counted === changed).length,
  };
}

/** Whole minutes from the opening to the first event that is wanted, over the cases that have one. */
function waiting(cases: Iterable<readonly CaseEvent[]>, wanted: (event: CaseEvent) => boolean) {
  const minutes: number[] = [];
  for (const events of cases) {
    const opened = events.find(({ type }) => type === 'case.opened');
    const first = events.find(wanted);
    if (opened && first) minutes.push(Math.floor((first.timeUs - opened.timeUs) / 60_000_000));
  }
  minutes.sort((a, b) => a - b);
  const quantile = (share: number): number | undefined => minutes[Math.ceil(minutes.length * share) - 1];
  return { cases: minutes.length, medianMinutes: quantile(0.5), p90Minutes: quantile(0.9) };
}

const isWithAgent = (event: CaseEvent): boolean => event.type === 'case.assigned' && event.data.to.agent !== undefined;

describe.each([
  { log: 'the shipped extract', path: EXTRACT, expected: OF_EXTRACT },
  { log: 'the whole published log', path: WHOLE_LOG, expected: WHOLE },
])('$log gives the figures that were computed from its rows alone', { timeout: 120_000 }, ({ path, expected }) => {
  test.skipIf(!existsSync(path))(
    'cases, hand-offs, the counter of the source, reopenings, first assignees',
    async () => {
      const { cases, summary } = await casesOf(path);
      const summaries = [...cases.values()].map((events) => summaryOf(events));
      const customers = new Set(summaries.map(({ customer }) => customer));
      expect(summary).toMatchObject({ cases: expected.cases, rows: expected.rows });
      expect({
        cases: cases.size,
        rows: summary.rows,
        customers: customers.size,
        casesWithoutCustomer: [...customers].filter((customer) => customer.startsWith('unknown:')).length,
        teamHandOffs: teamHandOffs(summaries),
        reassignment: await reassignment(path, cases),
        casesReopened: summaries.filter(({ everReopened }) => everReopened).length,
        firstAssignee: waiting(cases.values(), isWithAgent),
        firstAssigneeAtWork: waiting(cases.values(), ({ type }) => type === 'case.owned'),
      }).toEqual(expected);
      for (const [id, events] of cases) {
        expect(summaryOf(events.toReversed()), id).toEqual(summaryOf(events));
      }
    },
  );
});
