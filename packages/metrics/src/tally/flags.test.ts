import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { foldCase } from '../fold/fold-case.ts';
import { foldCustomer } from '../fold/fold-customer.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import { event, minutes, opened, OPENED_US } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import type { CaseFacts } from '../facts.ts';
import { CLUSTER_PLANS, CONDITIONALS } from './conditionals.ts';
import { FLAGS, hasFlag, packFacts } from './codes.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);

const flagsOf = (cases: readonly CaseFacts[]) => cases.map((facts) => packFacts(facts, BINS).flags);

/** Flags of cases folded from any logs, each alone, and of one that is merged into another. */
const alone = fc.sample(anyCase(), { numRuns: 3000, seed: 1 }).flatMap((events) => {
  const summary = foldCase(events, DEFAULT_BOOK_SETTINGS)?.summary;
  if (summary === undefined) return [];
  return flagsOf(foldCustomer([summary], DEFAULT_BOOK_SETTINGS));
});
const into = fold([opened({ customer: 'ada' }, OPENED_US, { subject: 'b' })]).summary;
const merged = fold([opened({ customer: 'ada' }), event('case.merged', minutes(1), { into: 'b' })]).summary;
const flags = [...alone, ...flagsOf(foldCustomer([into, merged], DEFAULT_BOOK_SETTINGS))];

test.each(FLAGS)('any log has cases with %s, and cases without', (flag) => {
  const having = flags.filter((one) => hasFlag(one, flag)).length;
  expect(having).toBeGreaterThan(0);
  expect(having).toBeLessThan(flags.length);
});

test('all flags fit into an integer that has a sign', () => {
  expect(FLAGS.length).toBeLessThanOrEqual(31);
});

test('what is taken out of a part is a part of it, as the database takes for granted', () => {
  for (const name of CLUSTER_PLANS.whole.conditionals) {
    const { of, without } = CONDITIONALS[name];
    if (of === null || without === undefined || !FLAGS.some((flag) => flag === of)) continue;
    const part = FLAGS.find((flag) => flag === of);
    if (part === undefined) continue;
    expect(flags.filter((one) => hasFlag(one, without) && !hasFlag(one, part))).toEqual([]);
  }
});
