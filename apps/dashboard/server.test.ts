import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the server refuses to start on another address than loopback, and says so', () => {
  const entry = fileURLToPath(new URL('./server.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [entry], {
    env: { ...process.env, HOST: '0.0.0.0' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(stderr).toMatch(/^refused to listen on 0\.0\.0\.0: /);
  expect(status).toBe(1);
});
