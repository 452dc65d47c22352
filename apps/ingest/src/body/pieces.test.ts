import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectPieces } from './pieces.ts';

test('pieces of any number and size are one body, whatever length was announced', () => {
  const piece = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.array(piece), fc.option(fc.nat(2_000)), (some, length) => {
      const pieces = collectPieces(length);
      for (const each of some) pieces.add(each);
      const expected = Buffer.concat(some);
      expect(pieces.bytes).toBe(expected.byteLength);
      expect(Buffer.compare(pieces.whole(), expected)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('a body that is freed holds nothing any more; a piece that came from elsewhere is left alone', () => {
  const many = collectPieces(null);
  many.add(Buffer.from('a'));
  many.add(Buffer.from('b'));
  const whole = many.whole();
  many.free();
  expect(whole.byteLength).toBe(0);
  const one = collectPieces(1);
  const piece = Buffer.from('a');
  one.add(piece);
  one.free();
  expect(piece.toString()).toBe('a');
});
