import { describe, expect, test } from 'vitest';
import { compileTime } from './read-time.ts';

function utc(text: string, format: string | readonly string[], zone = 'UTC'): string | null {
  const read = compileTime([format].flat(), zone);
  if (!read.ok) throw new Error(read.error);
  const atMs = read.value(text);
  return atMs === null ? null : new Date(atMs).toISOString().replace('.000Z', 'Z');
}

function mistake(format: string, zone = 'UTC'): string | null {
  const read = compileTime([format], zone);
  return read.ok ? null : read.error;
}

describe('a time is read as it is written', () => {
  test.each([
    ['29/2/2016 01:16', 'D/M/YYYY HH:mm', '2016-02-29T01:16:00Z'],
    ['9/12/2016 1:16', 'D/M/YYYY H:mm', '2016-12-09T01:16:00Z'],
    ['2016-02-29', 'iso', '2016-02-29T00:00:00Z'],
    ['2016-02-29 01:16', 'iso', '2016-02-29T01:16:00Z'],
    ['2016-02-29T01:16:07.5+02:00', 'iso', '2016-02-28T23:16:07.500Z'],
    ['2016-02-29T01:16:07.123456Z', 'iso', '2016-02-29T01:16:07.123Z'],
    ['Mar 5, 2016 12:05 AM', 'MMM D, YYYY h:mm A', '2016-03-05T00:05:00Z'],
    ['Mar 5, 2016 12:05 pm', 'MMM D, YYYY h:mm A', '2016-03-05T12:05:00Z'],
    ['20160305T070809.25-0330', 'YYYYMMDDTHHmmss.SZ', '2016-03-05T10:38:09.250Z'],
    ['1456794000', 'epoch-seconds', '2016-03-01T01:00:00Z'],
    ['1456794000.25', 'epoch-seconds', '2016-03-01T01:00:00.250Z'],
    ['1456794000250', 'epoch-milliseconds', '2016-03-01T01:00:00.250Z'],
  ])('%s by %s', (text, format, expected) => {
    expect(utc(text, format)).toBe(expected);
  });

  test('the first format that fits is taken', () => {
    expect(utc('2016-03-05', ['D/M/YYYY', 'iso'])).toBe('2016-03-05T00:00:00Z');
  });
});

describe('what is not a time is none', () => {
  test.each([
    ['31/2/2016 01:16', 'D/M/YYYY HH:mm'],
    ['29/2/2015 01:16', 'D/M/YYYY HH:mm'],
    ['1/13/2016 01:16', 'D/M/YYYY HH:mm'],
    ['1/1/2016 24:00', 'D/M/YYYY HH:mm'],
    ['1/1/2016 01:60', 'D/M/YYYY HH:mm'],
    ['1/1/2016 01:16 ', 'D/M/YYYY HH:mm'],
    ['0016-01-01', 'iso'],
    ['Foo 5, 2016', 'MMM D, YYYY'],
    ['Mar 5, 2016 13:05 PM', 'MMM D, YYYY h:mm A'],
    ['soon', 'iso'],
    ['1e99', 'epoch-seconds'],
    ['99999999999999999', 'epoch-seconds'],
  ])('%s by %s', (text, format) => {
    expect(utc(text, format)).toBeNull();
  });
});

// Offsets by the tz database: Berlin +1 in winter, +2 in summer; St John's -3:30; Lord Howe shifts by half an hour.
describe('a zone is that of its place and day', () => {
  test.each([
    ['2026-01-15 12:00', 'Europe/Berlin', '2026-01-15T11:00:00Z'],
    ['2026-07-15 12:00', 'Europe/Berlin', '2026-07-15T10:00:00Z'],
    ['2026-03-29 01:59', 'Europe/Berlin', '2026-03-29T00:59:00Z'],
    ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-01-15 12:00', 'America/St_Johns', '2026-01-15T15:30:00Z'],
    ['2026-04-05 01:29', 'Australia/Lord_Howe', '2026-04-04T14:29:00Z'],
    ['2026-04-05 02:10', 'Australia/Lord_Howe', '2026-04-04T15:40:00Z'],
    ['2026-01-15 12:00', '+05:30', '2026-01-15T06:30:00Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(utc(text, 'iso', zone)).toBe(expected);
  });

  test('an hour that the clock shows twice is the first, one that it skips is the hour after', () => {
    expect(utc('2026-10-25 02:30', 'iso', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z');
    expect(utc('2026-03-29 02:30', 'iso', 'Europe/Berlin')).toBe('2026-03-29T01:30:00Z');
  });

  test('a time with its own offset does not ask the zone', () => {
    expect(utc('2026-01-15T12:00:00Z', 'iso', 'Europe/Berlin')).toBe('2026-01-15T12:00:00Z');
  });
});

describe('a mistake in a format is named', () => {
  test.each([
    ['DD.MM.yyyy', 'UTC', 'unknown letters "yyyy"'],
    ['MM-DD HH:mm', 'UTC', 'no YYYY in it'],
    ['YYYY-MM', 'UTC', 'no D in it'],
    ['D/D/YYYY', 'UTC', 'D stands in it twice'],
    ['iso', 'Mars/Olympus', 'unknown time zone "Mars/Olympus"'],
  ])('%s in %s', (format, zone, expected) => {
    expect(mistake(format, zone)).toContain(expected);
  });
});
