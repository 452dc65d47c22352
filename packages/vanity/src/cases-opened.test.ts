import type { LoggedEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { countCasesOpened } from './cases-opened.ts';
import { dayOfReading } from './day.ts';
import { COUNTED_TYPES, READINGS } from './index.ts';

const event = (type: string, subject: string, time: string, source = 'desk'): LoggedEvent => ({
  source,
  id: `${source} ${type} ${subject} ${time}`,
  type,
  family: 'case',
  subject,
  timeUs: Date.parse(time) * 1000,
  sequence: null,
  data: {},
  extensions: {},
});

test('cases opened are counted by day (UTC), days without any left out', () => {
  const events = [
    event('case.opened', 'c-4', '2026-01-08T00:00:00Z'),
    event('case.opened', 'c-1', '2026-01-05T00:00:00Z'),
    event('case.opened', 'c-2', '2026-01-05T23:59:59Z'),
    event('case.opened', 'c-3', '2026-01-06T01:00:00+02:00'), // 5 January, 23:00 UTC
  ];
  expect(countCasesOpened(events)).toEqual([
    { name: 'casesOpened', day: '2026-01-05', value: 3 },
    { name: 'casesOpened', day: '2026-01-08', value: 1 },
  ]);
});

test('a case that several systems open counts once a day', () => {
  const events = [
    event('case.opened', 'c-1', '2026-01-05T09:00:00Z', 'desk'),
    event('case.opened', 'c-1', '2026-01-05T10:00:00Z', 'crm'),
    event('case.opened', 'c-1', '2026-01-06T10:00:00Z', 'shop'),
  ];
  expect(countCasesOpened(events).map(({ day, value }) => [day, value])).toEqual([
    ['2026-01-05', 1],
    ['2026-01-06', 1],
  ]);
});

test('no other event counts', () => {
  const events = ['case.reopened', 'contact.made', 'reading.taken'].map((type) =>
    event(type, 'c-1', '2026-01-05T09:00:00Z'),
  );
  expect(countCasesOpened(events)).toEqual([]);
  expect(countCasesOpened([])).toEqual([]);
});

test('a day ends with its last microsecond, before 1970 too', () => {
  expect(dayOfReading(Date.UTC(2026, 0, 6) * 1000 - 1)).toBe('2026-01-05');
  expect(dayOfReading(Date.UTC(2026, 0, 6) * 1000)).toBe('2026-01-06');
  expect(dayOfReading(-1)).toBe('1969-12-31');
});

test('every reading says from which events it is counted, and asks what one would do about it', () => {
  expect([...COUNTED_TYPES]).toEqual(['case.opened']);
  for (const { question } of READINGS) expect(question).toMatch(/^What would you do differently/);
});
