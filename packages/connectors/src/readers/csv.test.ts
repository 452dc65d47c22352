import { describe, expect, test } from 'vitest';
import { csvReader } from './csv.ts';
import { isBadRow } from './row.ts';

interface Reading {
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly pieceBytes?: number;
}

/** Row numbers with their values of a and b, or the reason why there are none. */
async function read(content: string | Uint8Array, reading: Reading = {}): Promise<string[]> {
  const { delimiter = ',', encoding = 'utf-8', pieceBytes = 1_000_000 } = reading;
  const reader = csvReader({ path: 'log.csv', delimiter, encoding, columns: ['a', 'b'] });
  const bytes = Buffer.from(content);
  const rows = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    rows.push(...(await reader.take(bytes.subarray(at, at + pieceBytes))));
  }
  rows.push(...(await reader.end()));
  return rows.map((row) => `${row.number} ${isBadRow(row) ? row.reason : row.values.join('|')}`);
}

describe('CSV is read as people write it', () => {
  test.each([
    ['a byte-order mark', '\uFEFFa,b\n1,2\n', ['2 1|2']],
    ['CRLF and no end of line at the end', 'a,b\r\n1,2\r\n3,4', ['2 1|2', '3 3|4']],
    ['quotes around delimiters, line ends and quotes', 'a,b\n"x,y","say ""hi""\nto all"\n', ['2 x,y|say "hi"\nto all']],
    ['a quote in the middle of a field', 'a,b\n1,5" disk\n2,3\n', ['2 1|5" disk', '3 2|3']],
    ['empty lines', 'a,b\n\n1,2\n\n\n3,4\n', ['2 1|2', '3 3|4']],
    ['columns in another order, and others between', 'x,b,y,a\n0,2,0,1\n', ['2 1|2']],
    ['spaces around the names of columns', ' a , b\n1,2\n', ['2 1|2']],
    ['a header alone', 'a,b\n', []],
  ])('%s', async (_title, content, expected) => {
    expect(await read(content)).toEqual(expected);
  });

  test('the pieces in which it arrives do not matter, not even within a letter', async () => {
    const content = '\uFEFFa,b\r\nü,"é\r\nß"\r\n3,4\r\n';
    for (const pieceBytes of [1, 2, 3, 7]) {
      expect(await read(content, { pieceBytes })).toEqual(['2 ü|é\r\nß', '3 3|4']);
    }
  });

  test('delimiter and encoding are the mapping’s', async () => {
    expect(await read('a;b\n1,5;2', { delimiter: ';' })).toEqual(['2 1,5|2']);
    expect(await read('a\tb\n1\t2', { delimiter: '\t' })).toEqual(['2 1|2']);
    expect(await read(Buffer.from('a,b\nM\u00fcller,2', 'latin1'), { encoding: 'windows-1252' })).toEqual([
      '2 Müller|2',
    ]);
    expect(await read(Buffer.from('\uFEFFa,b\nü,2', 'utf16le'), { encoding: 'utf-16le', pieceBytes: 3 })).toEqual([
      '2 ü|2',
    ]);
  });
});

describe('what is wrong is told', () => {
  test('a row with too few or too many fields is left out alone', async () => {
    expect(await read('a,b\n1\n2,3,4\n5,6\n')).toEqual([
      '2 has 1 fields, and the header 2',
      '3 has 3 fields, and the header 2',
      '4 5|6',
    ]);
  });

  test.each([
    ['columns that are not there', 'a,c,d\n1,2,3', 'log.csv: has no column b; its columns are a, c, d'],
    [
      'another delimiter',
      'a;b;c\n1;2;3',
      'log.csv: has no column a, b; its only column is a;b;c; is its delimiter another?',
    ],
    ['a column twice', 'a,b,a\n1,2,3', 'log.csv: has more than one column a'],
    ['an empty file', '', 'log.csv: is empty: expected a header row'],
    ['a quote that never closes', 'a,b\n1,2\n3,"4\n5,6\n', 'log.csv: row 3: a quote opens and never closes'],
    [
      'one that swallows a long file',
      `a,b\n3,"4\n${'5,6\n'.repeat(300_000)}`,
      'log.csv: row 2: longer than 1048576 bytes',
    ],
  ])('%s', async (_title, content, expected) => {
    await expect(read(content)).rejects.toThrow(expected);
  });
});
