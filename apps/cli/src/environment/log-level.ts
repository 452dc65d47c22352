import { LOG_LEVELS } from '@finest-hour/telemetry/log';
import { MisuseError } from '../misuse-error.ts';

/** How much the log is told, from `LOG_LEVEL`. */
export function readLogLevel(variables: Readonly<Record<string, string | undefined>> = process.env): string {
  const level = variables['LOG_LEVEL'] || 'info';
  if (!LOG_LEVELS.includes(level)) throw new MisuseError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}: ${level}`);
  return level;
}
