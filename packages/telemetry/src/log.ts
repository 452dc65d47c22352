import { levels, pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.ts';

export type { Logger } from 'pino';

/** What `LOG_LEVEL` may be. */
export const LOG_LEVELS: readonly string[] = [...Object.keys(levels.values), 'silent'];

/** A log of one process: lines of JSON, each with `level`, `time`, `app` and `message`; on stdout unless told otherwise. */
export function createLog(app: string, level: string, to: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: { app },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    to,
  );
}
