import { describe, expect, test } from 'vitest';
import { coverageByType, type Coverage } from '../coverage.ts';
import { DEFAULT_BOOK_SETTINGS, maturesAfterUs } from '../book.ts';
import { days } from '../testing/case-log.ts';
import { facts, many } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { tallyFacts } from './reference.ts';
import { feedOf, seenSpans, type SeenName } from './seen.ts';

const MATURES_AFTER_US = maturesAfterUs(DEFAULT_BOOK_SETTINGS);
const told = (...types: readonly (readonly [type: string, fromDay: number, toDay: number])[]): Coverage =>
  new Map(types.map(([type, fromDay, toDay]) => [type, { fromUs: days(fromDay), toUs: days(toDay) }]));
const spanOf = (name: SeenName, coverage: Coverage) => {
  const span = seenSpans(coverage, MATURES_AFTER_US)[name];
  return span && [span.fromUs, span.toUs];
};

describe('a feed is seen all the while in cases opened', () => {
  test('from its first event on, up to as long before its end as it must tell: a day of contacts', () => {
    expect(spanOf('contactsSeen', told(['contact.made', 3, 60]))).toEqual([days(3), days(59)]);
  });

  test('44 days of asking, and of promises', () => {
    expect(spanOf('askingSeen', told(['satisfaction.asked', 3, 60]))).toEqual([days(3), days(16)]);
    expect(spanOf('promisesSeen', told(['promise.made', 3, 60]))).toEqual([days(3), days(16)]);
  });

  test('a week of promises and of their keeping, while both were told', () => {
    const both = told(['promise.made', 3, 60], ['promise.kept', 10, 80]);
    expect(spanOf('keepingSeen', both)).toEqual([days(10), days(53)]);
    expect(spanOf('keepingSeen', told(['promise.made', 3, 60]))).toBeNull();
  });

  test('never, where it never told anything', () => {
    expect(seenSpans(new Map(), MATURES_AFTER_US)).toEqual({
      askingSeen: null,
      promisesSeen: null,
      contactsSeen: null,
      keepingSeen: null,
    });
  });
});

test('a type is told from its first event of any source to a week after its last', () => {
  const seen = [
    { type: 'contact.made', firstUs: days(5), lastUs: days(20) },
    { type: 'promise.made', firstUs: days(1), lastUs: days(2) },
    { type: 'contact.made', firstUs: days(3), lastUs: days(10) },
  ];
  expect(coverageByType(seen)).toEqual(told(['contact.made', 3, 27], ['promise.made', 1, 9]));
});

test('what no feed of its own tells is known of every case', () => {
  expect(feedOf('recovered')).toBeNull();
  expect(feedOf('ownedInTarget')).toBeNull();
  expect(feedOf('asked')).toBe('askingSeen');
});

test('of a case in which a feed could not be seen, what it tells is not known, and no "no"', () => {
  const asked = { summary: { asked: true } };
  const cases = [
    ...many(3, { openedUs: days(1), ...asked }),
    ...many(2, { openedUs: days(2), ...asked }),
    facts({ openedUs: days(2) }),
    ...many(4, { openedUs: days(3) }),
  ];
  const never = { fromUs: days(0), toUs: days(-1) };
  const seen = {
    askingSeen: { fromUs: days(2), toUs: days(2) },
    promisesSeen: never,
    contactsSeen: null,
    keepingSeen: null,
  };
  const clusters = tallyFacts(cases, tallyQuery({ seen })).get(null)?.clusters;
  expect(clusters?.cases).toBe(10);
  expect(clusters?.flags.askingSeen.successes).toBe(3);
  expect(clusters?.conditionals.asked).toMatchObject({ cases: 3, successes: 2 });
  expect(clusters?.conditionals.promised).toMatchObject({ cases: 0, successes: 0 });
});
