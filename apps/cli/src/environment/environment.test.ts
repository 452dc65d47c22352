import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const DEFAULTS = {
  databaseUrl: null,
  roleUrls: {},
  ingestPort: 4100,
  dashboardPort: 4200,
  demo: true,
  timeZone: 'UTC',
};

describe('settings from the environment', () => {
  test('have their defaults where nothing is set', () => {
    expect(readEnvironment({})).toMatchObject(DEFAULTS);
  });

  test('that are set to nothing are not set', () => {
    const names = ['DATABASE_URL', 'DATABASE_URL_INGEST', 'INGEST_PORT', 'DASHBOARD_PORT', 'DEMO', 'TIME_ZONE'];
    const empty = Object.fromEntries([...names, 'FINEST_HOUR_HOME'].map((name) => [name, '']));
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  test('mistakes are told all at once, each with its name', () => {
    const wrong = { INGEST_PORT: '70000', DASHBOARD_PORT: 'http', DEMO: 'yes', TIME_ZONE: '+05:30', DATABASE_URL: 'x' };
    expect(() => readEnvironment(wrong)).toThrow(
      new RegExp(
        ['DATABASE_URL', 'INGEST_PORT', 'DASHBOARD_PORT', 'DEMO', 'TIME_ZONE']
          .map((name) => `${name} must be .*`)
          .join('\\n'),
      ),
    );
  });

  test('a password in an address is not repeated', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'mysql://root:hunter2@host/db' })).toThrow(/^(?!.*hunter2)/s);
  });
});
