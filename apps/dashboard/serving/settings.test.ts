import { expect, test } from 'vitest';
import { parseServerSettings } from './settings.ts';

test('without settings it listens on 127.0.0.1:4200', () => {
  expect(parseServerSettings({})).toEqual({ ok: true, settings: { host: '127.0.0.1', port: 4200 } });
});

test('any other address is refused in words that name it', () => {
  expect(parseServerSettings({ HOST: '0.0.0.0' })).toEqual({
    ok: false,
    message: expect.stringMatching(/^refused to listen on 0\.0\.0\.0: /),
  });
});

test.each(['http', '70000', '-1', '4200x'])('the port %s is refused by name', (DASHBOARD_PORT) => {
  expect(parseServerSettings({ DASHBOARD_PORT })).toEqual({
    ok: false,
    message: `DASHBOARD_PORT is not a port: ${DASHBOARD_PORT}`,
  });
});

test('an offset is no time zone', () => {
  expect(parseServerSettings({ TIME_ZONE: '+05:30' })).toMatchObject({ ok: false });
});

test('a time zone that does not exist is refused by name', () => {
  expect(parseServerSettings({ TIME_ZONE: 'Mars/Olympus' })).toEqual({
    ok: false,
    message: 'TIME_ZONE is not a time zone: Mars/Olympus',
  });
});

test('a level of the log that does not exist is refused by name, and a token that can not be sent without its text', () => {
  expect(parseServerSettings({ LOG_LEVEL: 'loud' })).toEqual({
    ok: false,
    message: 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent: loud',
  });
  for (const name of ['METRICS_TOKEN', 'VANITY_READ_KEY']) {
    expect(parseServerSettings({ [name]: 'not secret' })).toEqual({
      ok: false,
      message: `${name} must be without spaces`,
    });
  }
});
