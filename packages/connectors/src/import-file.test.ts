import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importFile, type ImportBatch, type ImportOptions } from './import-file.ts';
import { readMapping } from './mapping/read-mapping.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'finest-hour-import-'));
const MAPPING = readMapping(
  `format: csv
source: desk
case: { column: id, prefix: 'desk:' }
time: { column: at }
state: { column: state, open: [New], closed: [Done] }
team: { column: team }`,
  'desk.yaml',
);

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

async function imported(path: string, options: ImportOptions = {}) {
  if (!MAPPING.ok) throw new Error(JSON.stringify(MAPPING.error));
  const run = importFile(path, MAPPING.value, options);
  const batches: ImportBatch[] = [];
  for await (const batch of run.batches) batches.push(batch);
  return { batches, events: batches.flatMap(({ events }) => events), summary: run.summary() };
}

const HEADER = 'id,at,state,team\n';
const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}`;

test('cases may be mixed, as long as each keeps its order', async () => {
  const one = `1,${day(1)},New,T1\n1,${day(3)},New,T2\n1,${day(5)},Done,T2\n`;
  const two = `2,${day(2)},New,T1\n2,${day(4)},Done,T1\n`;
  const mixed = [0, 3, 1, 4, 2].map((row) => (one + two).split('\n')[row]).join('\n');
  const byId = async (name: string, rows: string) =>
    (await imported(fileOf(name, HEADER + rows))).events.toSorted((a, b) => a.id.localeCompare(b.id));
  expect(await byId('mixed.csv', mixed)).toEqual(await byId('sorted.csv', one + two));
});

test('a row that is left out keeps its place in the ids, so that the repaired file fits', async () => {
  const rows = (second: string): string => `1,${day(1)},New,T1\n1,${second},New,T2\n1,${day(3)},Done,T3\n`;
  const broken = await imported(fileOf('broken.csv', HEADER + rows('yesterday')));
  const repaired = await imported(fileOf('repaired.csv', HEADER + rows(day(2))));
  expect(broken.events.map(({ id }) => id)).toEqual(['1:0:opened', '1:0:assigned', '1:2:assigned', '1:2:closed']);
  expect(repaired.events).toEqual(expect.arrayContaining(broken.events));
});

test('a gzipped file is known by its content, and its progress is in bytes of the file', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `${row},2026-01-01T00:00:00Z,New,T${row}\n`).join('');
  const packed = gzipSync(HEADER + rows);
  const { batches, events, summary } = await imported(fileOf('packed.csv', packed));
  expect(summary).toEqual({ cases: 30_000, events: 60_000, rows: 30_000, notUnderstood: [] });
  expect(events.at(-1)?.id).toBe('29999:0:assigned');
  expect(batches.length).toBeGreaterThan(5);
  expect(batches.at(-1)?.progress).toEqual({ bytesRead: packed.length, bytesTotal: packed.length, rows: 30_000 });
});

test('the source is the mapping’s unless the import names one', async () => {
  const path = fileOf('one.csv', `${HEADER}1,${day(1)},New,T1\n`);
  expect((await imported(path)).events.map(({ source }) => source)).toEqual(['desk', 'desk']);
  expect((await imported(path, { source: 'copy' })).events.map(({ source }) => source)).toEqual(['copy', 'copy']);
});

test('rows that were not understood are counted by reason, with the first of each', async () => {
  const rows = `1,${day(1)},New,T1\n,${day(2)},New,T1\n1,,New,T2\n1,${day(3)},Lost,T1\n1,x,New,T1\n1,y,New,T1\n1\n`;
  const { summary } = await imported(fileOf('bad.csv', HEADER + rows));
  expect(summary.cases).toBe(1);
  expect(summary.rows).toBe(7);
  expect(
    summary.notUnderstood.map(({ reason, count, firstRow, firstValue }) => [reason, count, firstRow, firstValue]),
  ).toEqual([
    ['at is not a time of the form iso: row left out', 2, 6, 'x'],
    ['id is missing: row left out', 1, 3, null],
    ['at is missing: row left out', 1, 4, null],
    ['state "Lost" is not in the mapping: the state before is kept', 1, 5, 'Lost'],
    ['has 1 fields, and the header 4: row left out', 1, 8, null],
  ]);
});

describe('a file that cannot be read says so, with its name', () => {
  test.each([
    ['no such file', () => join(FOLDER, 'nowhere.csv'), /nowhere\.csv: can't be read: ENOENT/],
    ['a folder', () => FOLDER, /can't be read/],
    [
      'gzip that is cut off',
      () => fileOf('cut.csv.gz', gzipSync(`${HEADER}1,${day(1)},New,T1\n`).subarray(0, 30)),
      /cut\.csv\.gz: can't be read to its end: unexpected end of file/,
    ],
    [
      'no such column',
      () => fileOf('other.csv', 'id,at,team\n1,2,3\n'),
      /other\.csv: has no column state; its columns are id, at, team/,
    ],
  ])('%s', async (_title, path, expected) => {
    await expect(imported(path())).rejects.toThrow(expected);
  });
});
