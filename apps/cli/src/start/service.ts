import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../environment/environment.ts';

/** A process that `start` runs and stops. */
export interface Service {
  readonly name: string;
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;
  readonly stop: () => void;
  readonly kill: () => void;
}

/**
 * Starts a process of ours. The channel between us tells it when this one dies without a word, so that nothing stays
 * behind.
 */
export function startService(
  name: string,
  entry: readonly string[],
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Service {
  const child: ChildProcess = spawn(process.execPath, [...flags, join(ROOT, entry[0] as string), ...entry.slice(1)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 0}`));
  });
  return { name, ended, stop: () => void child.kill('SIGTERM'), kill: () => void child.kill('SIGKILL') };
}

/** Asks services to end, and ends those that have not after a while. */
export async function stopServices(services: readonly Service[], withinMs: number): Promise<void> {
  for (const service of services) service.stop();
  const late = setTimeout(() => {
    for (const service of services) service.kill();
  }, withinMs);
  await Promise.all(services.map(({ ended }) => ended));
  clearTimeout(late);
}
