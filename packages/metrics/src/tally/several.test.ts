import { expect, test } from 'vitest';
import { wordOf, type Bits } from './bits.ts';
import { alike } from './several.ts';

const caseOf = (flags: Parameters<typeof wordOf>[0], span = 0): Bits => ({ flags: wordOf(flags), span });

test('customers whose cases are alike in what a word asks for are told once, with how many they are', () => {
  const customers = [
    [caseOf(['recovered']), caseOf([])],
    [caseOf([]), caseOf(['recovered'])],
    [caseOf([]), caseOf(['recovered', 'asked'])],
    [caseOf([]), caseOf([])],
    [caseOf(['recovered']), caseOf(['recovered']), caseOf(['recovered'])],
  ];
  const kinds = alike([wordOf(['recovered'])], customers)[0];
  const [yes, no] = [wordOf(['recovered']), wordOf([])];
  expect(kinds).toEqual([
    {
      customers: 3,
      cases: [
        { flags: no, span: 0, count: 1 },
        { flags: yes, span: 0, count: 1 },
      ],
    },
    { customers: 1, cases: [{ flags: no, span: 0, count: 2 }] },
    { customers: 1, cases: [{ flags: yes, span: 0, count: 3 }] },
  ]);
});

test('who differs in a flag that is asked for, of any of the numbers, or in when a case was opened is another kind', () => {
  const word = wordOf(['recovered', 'apologized', 'wonBack']);
  const customers = [
    [caseOf([]), caseOf(['recovered'])],
    [caseOf([]), caseOf(['apologized'])],
    [caseOf([]), caseOf(['wonBack'])],
    [caseOf([]), caseOf([], 1)],
  ];
  expect(alike([word], customers)[0]?.map(({ customers }) => customers)).toEqual([1, 1, 1, 1]);
});
