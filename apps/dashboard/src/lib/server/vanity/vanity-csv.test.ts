import { vanityReport } from '@finest-hour/vanity';
import { expect, test } from 'vitest';
import { vanityCsv } from './vanity-csv.ts';

test('the table has a line for each reading, and text that a spreadsheet would run stays text', () => {
  const days = [
    { name: 'casesOpened', day: '2026-01-05', unit: '', n: 3, total: 0 },
    { name: 'pushed:=cmd()', day: '2026-01-05', unit: 'a, "b"', n: 2, total: -3 },
  ];
  const report = vanityReport({ from: '2026-01-05', to: '2026-01-12' }, days, { ok: false, why: 'no key' });
  const lines = vanityCsv(report).split('\r\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toMatch(/^name,title,unit,pushed,value,n,/);
  expect(lines[1]).toBe('casesOpened,Cases opened,cases,false,3,3,,,,,');
  expect(lines[7]).toBe(`pushed:=cmd(),'=cmd(),"a, ""b""",true,-1.5,2,,,,,`);
  expect(lines[8]).toBe('');
});
