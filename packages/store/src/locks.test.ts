import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCKS } from './locks.ts';

test('no two locks have one number, and whoever stores shares that of the log', () => {
  expect(new Set(Object.values(LOCKS)).size).toBe(Object.keys(LOCKS).length);
  const migration = readFileSync(new URL('migrations/0007-erasure.ts', import.meta.url), 'utf8');
  expect(migration).toContain(`pg_advisory_xact_lock_shared(${LOCKS.storing})`);
});
