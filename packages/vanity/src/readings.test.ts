import { expect, test } from 'vitest';
import { dayOfReading, weekOfDay } from './day.ts';
import { COUNTED_TYPES, READINGS, takeReadings } from './readings.ts';
import { event } from './testing/event.ts';

/** What one reading is by day: [day, n, total, unit]. */
function taken(name: string, events: Parameters<typeof takeReadings>[0]) {
  return takeReadings(events)
    .filter((reading) => reading.name === name)
    .map(({ day, n, total, unit }) => [day, n, total, unit]);
}

test('cases opened are counted by day (UTC), days without any left out', () => {
  const events = [
    event('case.opened', 'c-4', '2026-01-08T00:00:00Z'),
    event('case.opened', 'c-1', '2026-01-05T00:00:00Z'),
    event('case.opened', 'c-2', '2026-01-05T23:59:59Z'),
    event('case.opened', 'c-3', '2026-01-06T01:00:00+02:00'), // 5 January, 23:00 UTC
    event('case.reopened', 'c-1', '2026-01-09T00:00:00Z'),
  ];
  expect(taken('casesOpened', events)).toEqual([
    ['2026-01-05', 3, 0, ''],
    ['2026-01-08', 1, 0, ''],
  ]);
});

test('a case that several systems open counts once a day', () => {
  const events = [
    event('case.opened', 'c-1', '2026-01-05T09:00:00Z', {}, 'desk'),
    event('case.opened', 'c-1', '2026-01-05T10:00:00Z', {}, 'crm'),
    event('case.opened', 'c-1', '2026-01-06T10:00:00Z', {}, 'shop'),
  ];
  expect(taken('casesOpened', events)).toEqual([
    ['2026-01-05', 1, 0, ''],
    ['2026-01-06', 1, 0, ''],
  ]);
});

test('contacts made count robots, and no internal notes', () => {
  const events = [
    event('contact.made', 'c-1', '2026-01-05T09:00:00Z', { channel: 'email', automated: true }),
    event('contact.made', 'c-1', '2026-01-05T10:00:00Z', { channel: 'email', kind: 'reply' }),
    event('contact.made', 'c-1', '2026-01-05T11:00:00Z', { channel: 'email', kind: 'internal-note' }),
    event('contact.received', 'c-1', '2026-01-05T12:00:00Z', { channel: 'email' }),
  ];
  expect(taken('contactsMade', events)).toEqual([['2026-01-05', 2, 0, '']]);
});

test('surveys sent count what was asked; the mean score is of answers that have one', () => {
  const events = [
    event('satisfaction.asked', 'c-1', '2026-01-05T09:00:00Z'),
    event('satisfaction.asked', 'c-2', '2026-01-05T09:00:00Z'),
    event('satisfaction.stated', 'c-1', '2026-01-06T09:00:00Z', { satisfied: true, score: 5 }),
    event('satisfaction.stated', 'c-2', '2026-01-06T09:00:00Z', { satisfied: false, score: 2 }),
    event('satisfaction.stated', 'c-3', '2026-01-06T09:00:00Z', { satisfied: false }),
  ];
  expect(taken('surveysSent', events)).toEqual([['2026-01-05', 2, 0, '']]);
  expect(taken('meanScore', events)).toEqual([['2026-01-06', 2, 7, '']]);
});

test('handle time and first response run from the earliest opening, on its day, and count the robot', () => {
  const events = [
    event('case.opened', 'c-1', '2026-01-05T12:00:00Z'),
    event('case.opened', 'c-1', '2026-01-06T12:00:00Z', {}, 'crm'),
    event('contact.made', 'c-1', '2026-01-05T11:59:00Z', { channel: 'phone' }), // before it began
    event('contact.made', 'c-1', '2026-01-05T12:00:30Z', { channel: 'phone', kind: 'internal-note' }),
    event('contact.made', 'c-1', '2026-01-05T12:01:00Z', { channel: 'email', automated: true }),
    event('contact.made', 'c-1', '2026-01-05T15:00:00Z', { channel: 'email' }),
    event('case.resolved', 'c-1', '2026-01-07T12:00:00Z'),
    event('case.closed', 'c-1', '2026-01-08T12:00:00Z'),
    event('case.opened', 'c-2', '2026-01-05T12:00:00Z'),
    event('case.closed', 'c-2', '2026-01-05T13:00:00Z'),
    event('case.opened', 'c-3', '2026-01-05T12:00:00Z'), // still waits
    event('case.closed', 'c-4', '2026-01-05T12:00:00Z'), // was never opened
  ];
  expect(taken('handleTime', events)).toEqual([['2026-01-05', 2, 2 * 86_400 + 3_600, '']]);
  expect(taken('firstResponse', events)).toEqual([['2026-01-05', 1, 60, '']]);
});

test('what is pushed is read by its name and unit, and is never taken for one of ours', () => {
  const events = [
    event('reading.taken', 'likes', '2026-01-05T09:00:00Z', { value: 10, unit: 'posts' }),
    event('reading.taken', 'likes', '2026-01-05T10:00:00Z', { value: 20, unit: 'posts' }),
    event('reading.taken', 'likes', '2026-01-05T11:00:00Z', { value: 3 }),
    event('reading.taken', 'casesOpened', '2026-01-05T12:00:00Z', { value: 99 }),
  ];
  expect(taken('pushed:likes', events)).toEqual([
    ['2026-01-05', 1, 3, ''],
    ['2026-01-05', 2, 30, 'posts'],
  ]);
  expect(taken('casesOpened', events)).toEqual([]);
});

test('nothing is read of anything else', () => {
  const others = ['case.reopened', 'case.assigned', 'customer.purchased', 'agent.joined', 'something.else'];
  expect(takeReadings(others.map((type) => event(type, 'x', '2026-01-05T09:00:00Z')))).toEqual([]);
  for (const type of others) expect(COUNTED_TYPES.has(type)).toBe(false);
});

test('every reading asks what one would do about it', () => {
  for (const { question } of READINGS) expect(question).toMatch(/^What would you do differently if .+\?$/);
  expect(new Set(READINGS.map(({ name }) => name)).size).toBe(6);
});

test('a day ends with its last microsecond, before 1970 too; a week begins on Monday', () => {
  expect(dayOfReading(Date.UTC(2026, 0, 6) * 1000 - 1)).toBe('2026-01-05');
  expect(dayOfReading(Date.UTC(2026, 0, 6) * 1000)).toBe('2026-01-06');
  expect(dayOfReading(-1)).toBe('1969-12-31');
  const days = ['2026-01-04', '2026-01-05', '2026-01-11', '2026-01-12'];
  expect(days.map(weekOfDay)).toEqual(['2025-12-29', '2026-01-05', '2026-01-05', '2026-01-12']);
});
