import { asCaseEvent } from '@finest-hour/events';
import { BOOK_VERSION, DEFAULT_BOOK_SETTINGS, foldCase, type CaseSummary } from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import { assigned, event, MINUTE_US, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { readSummary, writeSummary } from './summary-code.ts';

const EVENTS = [
  opened('a', 'ada', MONDAY_US, { cause: 'late "delivery"\n', team: 'desk', url: 'https://example.com/a' }),
  assigned('a', MONDAY_US + MINUTE_US, { agent: 'ana', team: 'ops' }),
  event('case.classified', 'a', MONDAY_US + 2 * MINUTE_US, { legitimate: true, cause: 'lost' }),
  event('case.merged', 'a', MONDAY_US + 3 * MINUTE_US, { into: 'b' }),
  event('case.unmerged', 'a', MONDAY_US + 4 * MINUTE_US),
  resolved('a', MONDAY_US + 5 * MINUTE_US),
];

function summaryOf(events = EVENTS): CaseSummary {
  const fold = foldCase(events.map(asCaseEvent), DEFAULT_BOOK_SETTINGS);
  if (fold === null) throw new Error('no opening');
  return fold.summary;
}

const again = (summary: CaseSummary) => readSummary(JSON.parse(writeSummary(summary)));

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return value === null ? 'known' : `other ${String(value)}`;
}

/** Copies of a value that each differ from it in one place. */
function* changed(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) {
    yield other(value);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    for (const one of changed(inner))
      yield Array.isArray(value) ? value.with(Number(name), one) : { ...value, [name]: one };
}

test('a summary is read as it was written, whichever of its values is another', () => {
  const summary = summaryOf();
  const copies = [...changed(summary)] as CaseSummary[];
  expect(copies.length).toBeGreaterThan(60);
  for (const one of [summary, summaryOf(EVENTS.slice(0, 1)), ...copies.filter(({ book }) => book === BOOK_VERSION)])
    expect(again(one)).toEqual(one);
});

test('one by another version of the book is none, however it was written', () => {
  expect(again({ ...summaryOf(), book: BOOK_VERSION - 1 })).toBeNull();
  expect(readSummary({ book: BOOK_VERSION, caseId: 'a' })).toBeNull();
});
