import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const databaseUrl = 'postgres://ingest:secret@db/finest_hour';

test('only the database has to be named', () => {
  const expected = {
    port: 4100,
    host: '127.0.0.1',
    databaseUrl,
    eraserUrl: databaseUrl,
    logLevel: 'info',
    metricsToken: null,
    eventsPerSecond: 100_000,
  };
  expect(readSettings({ DATABASE_URL: databaseUrl })).toEqual(expected);
  const roles = { DATABASE_URL_INGEST: databaseUrl, DATABASE_URL_ERASER: databaseUrl };
  expect(readSettings({ DATABASE_URL: 'postgres://other', ...roles })).toEqual(expected);
  expect(readSettings({ DATABASE_URL_INGEST: databaseUrl })).toEqual({ ...expected, eraserUrl: null });
});

test('every mistake is told, without the password', () => {
  const settings = readSettings({
    INGEST_PORT: '70000',
    DATABASE_URL: 'mysql://u:secret@db',
    DATABASE_URL_ERASER: 'redis://u:secret@db',
    LOG_LEVEL: 'loud',
    METRICS_TOKEN: 'not secret',
    INGEST_EVENTS_PER_SECOND: '-1',
  });
  expect(settings).toEqual({
    mistakes: [
      'INGEST_PORT must be a port from 1 to 65535: 70000',
      'DATABASE_URL_INGEST (or DATABASE_URL) must be a postgres:// URL',
      'DATABASE_URL_ERASER must be a postgres:// URL',
      'INGEST_EVENTS_PER_SECOND must be a whole number, 0 for no limit: -1',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent: loud',
      'METRICS_TOKEN must be without spaces',
    ],
  });
});
