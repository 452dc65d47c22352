import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

function passed(first: string, ...to: readonly string[]): Ledger {
  const ledger = new Ledger(Infinity);
  ledger.place(first);
  for (const holder of to) ledger.passOn(holder, 0);
  return ledger;
}

test('ping-pong is direct where a case goes straight back, and any where it comes back at all', () => {
  expect(passed('A').counts).toEqual({ handOffs: 0, pingPongDirect: false, pingPongAny: false });
  expect(passed('A', 'B', 'A').counts).toEqual({ handOffs: 2, pingPongDirect: true, pingPongAny: true });
  expect(passed('A', 'B', 'C', 'A').counts).toEqual({ handOffs: 3, pingPongDirect: false, pingPongAny: true });
});

test('whoever is replaced without a hand-off did not depart', () => {
  const ledger = passed('A');
  ledger.place('B');
  ledger.passOn('A', 0);
  expect(ledger.counts).toEqual({ handOffs: 1, pingPongDirect: false, pingPongAny: false });
});

test('nothing counts after the end', () => {
  const ledger = new Ledger(10);
  ledger.place('A');
  ledger.passOn('B', 10);
  ledger.passOn('A', 11);
  expect(ledger.counts).toEqual({ handOffs: 1, pingPongDirect: false, pingPongAny: false });
});

test('a hand-off needs two holders', () => {
  expect(() => passed('A', 'A')).toThrow('not a hand-off: from A to A');
});
