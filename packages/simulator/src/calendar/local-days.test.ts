import { expect, test } from 'vitest';
import { HOUR_MS, LocalDays, MINUTE_MS } from './local-days.ts';

const at = (text: string) => Date.parse(text);
const berlin = new LocalDays('Europe/Berlin', at('2026-03-01T00:00:00Z'), at('2026-04-30T00:00:00Z'));
const after = (from: string, workMs: number) => new Date(berlin.afterWorking(at(from), workMs)).toISOString();

test('working time passes only while people work', () => {
  // Monday 2 March 2026, 9:00 in Berlin.
  expect(after('2026-03-02T08:00:00Z', 30 * MINUTE_MS)).toBe('2026-03-02T08:30:00.000Z');
  // From 19:30 to 20:00, then Tuesday from 8:00.
  expect(after('2026-03-02T18:30:00Z', HOUR_MS)).toBe('2026-03-03T07:30:00.000Z');
  // Saturday's last hour ends at 17:00; nobody works on Sunday.
  expect(after('2026-03-07T15:30:00Z', HOUR_MS)).toBe('2026-03-09T07:30:00.000Z');
  expect(after('2026-03-08T11:00:00Z', 0)).toBe('2026-03-09T07:00:00.000Z');
});

test('when clocks change people still come at 8 of their clock', () => {
  // Clocks in Berlin go forward on Sunday, 29 March 2026.
  expect(after('2026-03-28T20:00:00Z', 0)).toBe('2026-03-30T06:00:00.000Z');
});

test('a moment lies on the day that the clock on the wall shows', () => {
  const dayOf = (text: string) => berlin.at(berlin.indexOf(at(text))).name;
  expect(dayOf('2026-03-02T22:59:59Z')).toBe('260302');
  expect(dayOf('2026-03-02T23:00:00Z')).toBe('260303');
  expect(dayOf('2026-04-01T21:59:59Z')).toBe('260401');
  expect(dayOf('2026-04-01T22:00:00Z')).toBe('260402');
  expect(berlin.at(berlin.indexOf(at('2026-03-02T12:00:00Z'))).weekday).toBe(0);
});

test('what was before the first day counts to it', () => {
  expect(berlin.indexOf(at('2020-01-01T00:00:00Z'))).toBe(0);
});

test('zones west of Greenwich and with half hours', () => {
  const opens = (zone: string) => {
    const days = new LocalDays(zone, at('2026-07-06T12:00:00Z'), at('2026-07-07T12:00:00Z'));
    return new Date(days.at(0).opensMs ?? NaN).toISOString();
  };
  expect(opens('America/New_York')).toBe('2026-07-06T12:00:00.000Z');
  expect(opens('Asia/Kolkata')).toBe('2026-07-06T02:30:00.000Z');
  expect(opens('UTC')).toBe('2026-07-06T08:00:00.000Z');
});
