import { constants, setPriority } from 'node:os';
import {
  openDatabase,
  readStreamRetentionDays,
  runRedaction,
  runRejectedRetention,
  runWorker,
  WORKER_LANES,
  STREAM_RETENTION,
  type Database,
  type Role,
} from '@finest-hour/store';
import { runReadings } from '@finest-hour/store/vanity';
import { createLog, type Logger } from '@finest-hour/telemetry/log';
import type { Command } from '../command.ts';
import { acquireDatabases, urlOf } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readLogLevel } from '../environment/log-level.ts';
import { readOptions } from '../options.ts';

/** Says so where something is to be redacted after a while, and this process may not. */
async function tellUnredacted(recovery: Database, log: Logger): Promise<void> {
  const days = await readStreamRetentionDays(recovery).catch(() => null);
  if (days === null) return;
  log.warn({ days }, `${STREAM_RETENTION.name} is set, but DATABASE_URL_ERASER is not: nothing is redacted here`);
}

/** Without the eraser's URL nothing is redacted here: another worker may, or `retain`. */
async function redact(db: Database | null, recovery: Database, signal: AbortSignal, log: Logger): Promise<void> {
  if (db === null) return tellUnredacted(recovery, log);
  await runRedaction(db, {
    signal,
    onError: (err) => log.error({ err }, 'what is kept for too long was not redacted, and is tried again'),
    onDone: ({ streams, events }) => log.info({ streams, events }, 'what was kept for long enough was redacted'),
  });
}

export const workerCommand: Command = {
  name: 'worker',
  usage: 'worker',
  summary: 'folds what arrives into facts, until it is stopped; several share the work',
  run: async (args) => {
    readOptions(args, {});
    const log = createLog('worker', readLogLevel());
    const { urls, release } = await acquireDatabases(readEnvironment());
    const open = (role: Role, max = 2) =>
      openDatabase(urlOf(urls, role), { max, applicationName: 'finest-hour worker' });
    const [recovery, vanity] = [open('worker', WORKER_LANES + 1), open('vanity')];
    const eraser = urls.eraser === undefined ? null : open('eraser');
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    const stop = new AbortController();
    const abort = () => stop.abort();
    process.on('SIGINT', abort).on('SIGTERM', abort).on('disconnect', abort);
    const onError = (err: unknown) => log.error({ err }, 'the work was undone, and is tried again');
    log.info('working');
    try {
      await Promise.all([
        runWorker(recovery, { signal: stop.signal, onError }),
        runRejectedRetention(recovery, { signal: stop.signal, onError }),
        redact(eraser, recovery, stop.signal, log),
        runReadings(vanity, { signal: stop.signal, onError }),
      ]);
    } finally {
      await Promise.all([recovery.destroy(), vanity.destroy(), eraser?.destroy()]);
      await release();
      log.info('stopped');
      process.off('disconnect', abort);
      if (process.connected) process.disconnect();
    }
  },
};
