import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('cells are quoted where they must be, and lines end as RFC 4180 says', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,y', 'say "no"'],
        [null, 0.5],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""no"""\r\n,0.5\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('the text %j stays text in a spreadsheet', (text) => {
  expect(csv(['team'], [[text]])).toContain(`'${text}`);
});

test('a negative number stays a number', () => {
  expect(csv(['n'], [[-0.5]])).toBe('n\r\n-0.5\r\n');
});
