import { describe, expect, test } from 'vitest';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';

describe('the dashboard is for this machine alone', () => {
  test.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]'])('it may listen on %s', (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', '127.0.0.1.example.org', 'example.org', ''])(
    'it may not listen on "%s"',
    (address) => {
      expect(isLoopbackAddress(address)).toBe(false);
    },
  );

  test.each(['127.0.0.1:4200', 'localhost', 'LOCALHOST:80', '[::1]:4200'])('it answers the host %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  test.each([undefined, '', 'evil.test:4200', 'localhost.evil.test', '127.0.0.1:4200@evil.test', '10.0.0.1:4200'])(
    'it refuses the host %s, which a page elsewhere may have rebound',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});
