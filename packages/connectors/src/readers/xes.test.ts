import { describe, expect, test } from 'vitest';
import { isBadRow } from './row.ts';
import { xesReader } from './xes.ts';

const LOG = `<?xml version="1.0" encoding="UTF-8"?>
<log>
  <global scope="trace"><string key="concept:name" value="global"/></global>
  <trace>
    <string key="concept:name" value="1"><string key="concept:name" value="nested"/></string>
    <event>
      <string key="org:resource" value="Müller &amp; S&#246;hne"><string key="org:group" value="nested"/></string>
      <int key="level" value="3"/>
    </event>
    <event><list key="l"><values><string key="org:group" value="in a list"/></values></list></event>
  </trace>
  <trace>
    <event><string key="org:group" value="before its trace's name"/></event>
    <string key="concept:name" value="2"/>
    <event><string key="concept:name" value="activity"/><string key="org:group" value="T"/></event>
  </trace>
</log>`;
const COLUMNS = ['case:concept:name', 'org:resource', 'org:group', 'level'];

async function read(content: string | Uint8Array, pieceBytes = 1_000_000): Promise<string[]> {
  const reader = xesReader({ path: 'log.xes', columns: COLUMNS });
  const bytes = Buffer.from(content);
  const rows = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    rows.push(...(await reader.take(bytes.subarray(at, at + pieceBytes))));
  }
  rows.push(...(await reader.end()));
  return rows.map(
    (row) => `${row.number} ${isBadRow(row) ? row.reason : row.values.map((value) => value ?? '-').join('|')}`,
  );
}

const ROWS = ['1 1|Müller & Söhne|-|3', '2 1|-|-|-', "3 -|-|before its trace's name|-", '4 2|-|T|-'];

test('an event has its own attributes and those of its trace, none of globals, of others, or nested', async () => {
  expect(await read(LOG)).toEqual(ROWS);
});

test('the pieces in which it arrives do not matter, not even within a letter', async () => {
  for (const pieceBytes of [1, 5, 64]) expect(await read(LOG, pieceBytes)).toEqual(ROWS);
});

test('the encoding is the one that the XML declares', async () => {
  const declared = LOG.replace('UTF-8', 'ISO-8859-1');
  expect(await read(Buffer.from(declared, 'latin1'))).toEqual(ROWS);
});

test('names with a namespace prefix are read as those without', async () => {
  const prefixed = LOG.replaceAll(/<(\/?)(log|trace|event|string|int)\b/g, '<$1xes:$2');
  expect(await read(prefixed)).toEqual(ROWS);
});

describe('what is no XES is told', () => {
  test.each([
    ['text', 'hello', 'log.xes: is not well-formed XML: '],
    ['a log that is cut off', LOG.slice(0, 500), 'log.xes: is not well-formed XML: '],
    ['another XML', '<html></html>', 'log.xes: is not well-formed XML: no <log> in it'],
    ['nothing', '', 'log.xes: is not well-formed XML: '],
    ['an encoding that is none', LOG.replace('UTF-8', 'klingon'), 'klingon'],
  ])('%s', async (_title, content, expected) => {
    await expect(read(content)).rejects.toThrow(expected);
  });
});
