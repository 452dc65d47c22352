import { MisuseError } from './misuse-error.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** Reads a length of time as written on a command line: 30s, 15min, 24h, 90d. null: it is none. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,6})(s|min|h|d)$/.exec(text) ?? [];
  return amount === undefined ? null : Number(amount) * (SECONDS[unit] ?? 0);
}

/** The same for an option; anything else is misuse. */
export function readDuration(option: string, text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) throw new MisuseError(`${option} must be a length of time such as 24h or 90d: ${text}`);
  return seconds;
}
