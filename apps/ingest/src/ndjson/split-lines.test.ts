import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter, type Line } from './split-lines.ts';

/** A text, given piece by piece, as lines. */
function linesOf(text: Buffer, cuts: readonly number[]): readonly Line[] {
  const splitter = new LineSplitter();
  const places = [0, ...cuts.map((cut) => cut % (text.byteLength + 1)).sort((a, b) => a - b), text.byteLength];
  const lines = places.slice(1).flatMap((end, i) => splitter.push(text.subarray(places[i], end)));
  const last = splitter.end();
  return last === null ? lines : [...lines, last];
}

test('however the body is cut into pieces, the lines are those of the text', () => {
  const text = fc.array(fc.constantFrom('a', '\n', 'é', '\r\n', '{"x":1}', '')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat()), (some, cuts) => {
      const expected = some.split('\n');
      if (expected.at(-1) === '') expected.pop();
      const lines = linesOf(Buffer.from(some), cuts);
      expect(lines.map(({ bytes }) => bytes.toString())).toEqual(expected);
      expect(lines.map(({ index, length }) => [index, length])).toEqual(
        expected.map((line, index) => [index, Buffer.byteLength(line)]),
      );
    }),
    { numRuns: 1_000 },
  );
});

test('of a line that never ends 64 KiB are held, and its length is known', () => {
  const splitter = new LineSplitter();
  const piece = Buffer.alloc(100_000, 'x');
  for (let i = 0; i < 50; i += 1) expect(splitter.push(piece)).toEqual([]);
  const [long, next] = splitter.push(Buffer.from('x\nnext\n'));
  expect([long?.length, long?.bytes.byteLength]).toEqual([5_000_001, 65_536]);
  expect(next?.bytes.toString()).toBe('next');
});
