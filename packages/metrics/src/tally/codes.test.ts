import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { VERDICTS } from '../facts.ts';
import { facts } from '../testing/facts.ts';
import { EXCLUDED_CODES, FLAGS, hasFlag, MAX_COUNT, packFacts } from './codes.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);

const flagsOf = (wanted: Parameters<typeof facts>[0]) => {
  const { flags } = packFacts(facts(wanted), BINS);
  return FLAGS.filter((flag) => hasFlag(flags, flag));
};

test('a verdict is its place in the list, and two of them are left out of every measure', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VERDICTS),
      (verdict) => VERDICTS[packFacts(facts({ verdict }), BINS).verdict] === verdict,
    ),
  );
  expect(EXCLUDED_CODES.map((code) => VERDICTS[code])).toEqual(['merged', 'illegitimate']);
});

test('recovered is confirmed or not objected to, and nothing else', () => {
  const recovered = VERDICTS.filter((verdict) => flagsOf({ verdict }).includes('recovered'));
  expect(recovered).toEqual(['confirmed', 'noObjection']);
});

test('each flag tells its own fact', () => {
  expect(flagsOf({})).toEqual(['recovered', 'agentNeverPassedOn', 'teamNeverPassedOn']);
  const passedAround = {
    handOffs: 2,
    pingPongDirect: true,
    pingPongAny: true,
    returnsToQueue: 0,
  };
  expect(
    flagsOf({
      verdict: 'confirmed',
      dimensions: { cause: 'late' },
      summary: { asked: true, everReopened: true, agentLevel: passedAround },
    }),
  ).toEqual([
    'recovered',
    'confirmed',
    'asked',
    'causeKnown',
    'everReopened',
    'agentPingPongDirect',
    'agentPingPongAny',
    'teamNeverPassedOn',
  ]);
});

test('counts beyond what a small integer holds are the largest it holds', () => {
  expect(packFacts(facts({ handOffs: 40_000 }), BINS).agentHandOffs).toBe(MAX_COUNT);
  expect(MAX_COUNT).toBe(2 ** 15 - 1);
});
