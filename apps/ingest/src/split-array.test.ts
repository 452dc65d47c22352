import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitArray } from './split-array.ts';

/** The items as the splitter sees them, each parsed; null: no array, or an item that is not JSON. */
function itemsOf(text: string): unknown {
  const bytes = Buffer.from(text);
  const places = splitArray(bytes, 1000);
  if (places === null) return null;
  try {
    return Array.from({ length: places.length / 2 }, (_, i) => {
      const item = bytes.subarray(places[2 * i], places[2 * i + 1]).toString();
      return JSON.parse(item) as unknown;
    });
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

test('an array is split into what JSON.parse finds in it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom('', ' ', '\n', '\t\r\n'), (items, space) => {
      const text = space + JSON.stringify(items, null, space) + space;
      expect(itemsOf(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 2_000 },
  );
});

test('of any text it accepts exactly the arrays that JSON.parse accepts', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '"a"',
    '1',
    '-',
    'null',
    ' ',
    '"a":1',
    '{}',
    '[]',
    'é',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const text of [pieces.join(''), `[${pieces.join('')}]`, `[{${pieces.join('')}}]`]) {
        expect(itemsOf(text), text).toEqual(parsed(text));
      }
    }),
    { numRuns: 20_000 },
  );
});

test('one more than the most is enough to know that there are too many', () => {
  expect(splitArray(Buffer.from('[1, 2, 3, 4, no matter what'), 2)).toEqual([1, 2, 4, 5, 7, 8]);
});
