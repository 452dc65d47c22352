import { settings } from './settings.ts';

/** One line of JSON on stderr. */
export function logError(error: unknown, context: Readonly<Record<string, string | number>>): void {
  if (settings.logLevel === 'silent') return;
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const line = { level: 'error', time: new Date().toISOString(), app: 'dashboard', message, ...context, stack };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
