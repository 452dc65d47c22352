import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WORKER_PROCESS } from './worker-process.ts';

test('docker-compose.yml runs the worker as `start` does', () => {
  const compose = readFileSync(new URL('../../../../docker-compose.yml', import.meta.url), 'utf8');
  const service = compose.slice(compose.indexOf('\n  worker:'), compose.indexOf('\n  dashboard:'));
  expect(service).toContain(`NODE_OPTIONS: ${WORKER_PROCESS.flags.join(' ')}\n`);
});
