import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { build } from './build.ts';

afterEach(() => vi.unstubAllEnvs());

test('without pnpm on the path, the command that brings it is named', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'finest-hour-path-'));
  symlinkSync(process.execPath, join(bin, 'node'));
  vi.stubEnv('PATH', bin);
  try {
    await expect(build()).rejects.toThrow(/^the dashboard could not be built: .*`npx -y pnpm@12\.21\.0 start`$/);
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
});
