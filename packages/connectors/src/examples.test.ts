import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventEnvelope } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { importFile } from './import-file.ts';
import type { Mapping } from './mapping/mapping.ts';
import { readMapping } from './mapping/read-mapping.ts';

const EXAMPLES = new URL('../examples/', import.meta.url).pathname;
const GUIDE = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');

function mappingOf(file: string): Mapping {
  const mapping = readMapping(readFileSync(EXAMPLES + file, 'utf8'), file);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.error));
  return mapping.value;
}

async function imported(path: string, mapping: Mapping) {
  const run = importFile(path, mapping);
  const events: EventEnvelope[] = [];
  for await (const batch of run.batches) events.push(...batch.events);
  return { events, summary: run.summary() };
}

/** An event on a line, as the tables of docs/import.md write it. */
function lineOf({ id, type, time, data }: EventEnvelope): string {
  return `${id} | ${type} | ${time.replace(':00.000Z', 'Z')} | ${JSON.stringify(data)}`;
}

// Both by pencil and paper. Berlin is an hour ahead of UTC until 29 March 2026, 02:00, and two from then on.
const COMPLAINTS = [
  '1001:0:opened | case.opened | 2026-03-29T00:10Z | {"customer":"shop:customer:K-7","channel":"phone","cause":"late delivery","severity":"medium"}',
  '1001:0:assigned | case.assigned | 2026-03-29T00:30Z | {"to":{"agent":"autobot","team":"Front desk","kind":"bot"}}',
  '1001:1:assigned | case.assigned | 2026-03-29T01:15Z | {"to":{"agent":"ana","team":"Front desk"}}',
  '1001:1:owned | case.owned | 2026-03-29T01:15Z | {"by":{"kind":"person","id":"ana"},"proxy":true}',
  '1002:0:opened | case.opened | 2026-03-29T01:20Z | {"customer":"unknown:shop:1002","customerUnknown":true,"channel":"other","severity":"low"}',
  '1002:0:assigned | case.assigned | 2026-03-29T01:20Z | {"to":{"team":"Logistics"}}',
  '1001:2:classified | case.classified | 2026-03-29T01:15:00.001Z | {"cause":"lost parcel","severity":"high"}',
  '1001:2:assigned | case.assigned | 2026-03-29T01:15:00.001Z | {"to":{"agent":"ben","team":"Logistics"}}',
  '1001:2:owned | case.owned | 2026-03-29T01:15:00.001Z | {"by":{"kind":"person","id":"ben"},"proxy":true}',
  '1001:3:assigned | case.assigned | 2026-03-30T07:00Z | {"to":{"team":"Logistics"}}',
  '1001:4:assigned | case.assigned | 2026-03-30T08:00Z | {"to":{"agent":"ben","team":"Logistics"}}',
  '1001:4:owned | case.owned | 2026-03-30T08:00Z | {"by":{"kind":"person","id":"ben"},"proxy":true}',
  '1001:5:resolved | case.resolved | 2026-03-31T09:00Z | {}',
  '1001:6:reopened | case.reopened | 2026-04-01T06:00Z | {}',
  '1001:6:owned | case.owned | 2026-04-01T06:00Z | {"by":{"kind":"person","id":"ben"},"proxy":true}',
  '1001:7:resolved | case.resolved | 2026-04-01T10:00Z | {}',
  '1001:8:closed | case.closed | 2026-04-03T22:00Z | {}',
  '1002:2:assigned | case.assigned | 2026-03-30T10:00Z | {"to":{"agent":"cyd","team":"Logistics"}}',
];
const TICKETS = [
  '2001:0:opened | case.opened | 2026-01-05T08:00Z | {"customer":"repairs:Müller & Sons","channel":"other","product":"PROD582"}',
  '2001:0:assigned | case.assigned | 2026-01-05T08:00Z | {"to":{"team":"V5 3rd"}}',
  '2001:1:assigned | case.assigned | 2026-01-05T09:30Z | {"to":{"agent":"Minh","team":"V5 3rd"}}',
  '2001:1:owned | case.owned | 2026-01-05T09:30Z | {"by":{"kind":"person","id":"Minh"},"proxy":true}',
  '2001:1:received | contact.received | 2026-01-05T09:30Z | {"channel":"other"}',
  '2001:2:assigned | case.assigned | 2026-01-06T07:00Z | {"to":{"agent":"Minh","team":"N26 2nd"}}',
  '2001:2:made | contact.made | 2026-01-06T07:00Z | {"channel":"other"}',
  '2001:3:assigned | case.assigned | 2026-01-07T16:00Z | {"to":{"agent":"Anna","team":"N26 2nd"}}',
  '2001:3:resolved | case.resolved | 2026-01-07T16:00Z | {}',
  '2001:4:assigned | case.assigned | 2026-01-14T16:00Z | {"to":{"agent":"Siebel","team":"N26 2nd","kind":"bot"}}',
  '2001:4:closed | case.closed | 2026-01-14T16:00Z | {}',
];

describe('the examples of docs/import.md do what the guide says', () => {
  test('the CSV log gives these events', async () => {
    const { events, summary } = await imported(`${EXAMPLES}complaints.csv`, mappingOf('complaints.yaml'));
    expect(events.map(lineOf)).toEqual(COMPLAINTS);
    expect(summary).toEqual({
      cases: 2,
      events: 18,
      rows: 12,
      notUnderstood: [
        {
          reason: 'changed is not a time of the form DD.MM.YYYY HH:mm: row left out',
          count: 1,
          firstRow: 12,
          firstValue: '31.02.2026 09:00',
          leftOut: true,
        },
        {
          reason: 'status "Parked" is not in the mapping: the state before is kept',
          count: 1,
          firstRow: 13,
          firstValue: 'Parked',
          leftOut: false,
        },
      ],
    });
  });

  test('the XES log gives these events, plain and gzipped', async () => {
    const { events, summary } = await imported(`${EXAMPLES}tickets.xes`, mappingOf('tickets.yaml'));
    expect(events.map(lineOf)).toEqual(TICKETS);
    expect(summary).toEqual({ cases: 1, events: 11, rows: 5, notUnderstood: [] });
    const gzipped = join(mkdtempSync(join(tmpdir(), 'finest-hour-')), 'tickets.xes.gz');
    writeFileSync(gzipped, gzipSync(readFileSync(`${EXAMPLES}tickets.xes`)));
    expect((await imported(gzipped, mappingOf('tickets.yaml'))).events).toEqual(events);
  });

  test.each(['complaints.csv', 'complaints.yaml', 'tickets.yaml'])('the guide shows %s as it is', (file) => {
    expect(GUIDE).toContain(readFileSync(EXAMPLES + file, 'utf8').trim());
  });

  test('the guide lists the events that its examples give', () => {
    const listed = (lines: readonly string[]): string[] => lines.filter((line) => !GUIDE.includes(line));
    expect([listed(COMPLAINTS), listed(TICKETS)]).toEqual([[], []]);
  });
});
