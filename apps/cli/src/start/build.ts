import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../environment/environment.ts';

/** What the README says; turbo needs the pnpm that this puts on the path. */
const START = 'npx -y pnpm@12.21.0 start';

function explain(output: string): string {
  if (!/package manager binary/i.test(output)) return `the dashboard could not be built:\n${output}`.trimEnd();
  return `the dashboard could not be built: pnpm is not on the path; start with \`${START}\``;
}

/** Builds what `start` serves; a second or so where nothing has changed. Throws with the output of the build. */
export async function build(): Promise<void> {
  const turbo = join(ROOT, 'node_modules', '.bin', 'turbo');
  try {
    await promisify(execFile)(turbo, ['run', 'build', '--filter=@finest-hour/dashboard', '--output-logs=errors-only'], {
      cwd: ROOT,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(explain(`${stdout}${stderr}`), { cause: error });
  }
}
