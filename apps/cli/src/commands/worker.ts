import { openDatabase, runRejectedRetention, runWorker, type Role } from '@finest-hour/store';
import { runReadings } from '@finest-hour/store/vanity';
import { createLog } from '@finest-hour/telemetry/log';
import type { Command } from '../command.ts';
import { acquireDatabases, urlOf } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readLogLevel } from '../environment/log-level.ts';
import { readOptions } from '../options.ts';

export const workerCommand: Command = {
  name: 'worker',
  usage: 'worker',
  summary: 'folds what arrives into facts, until it is stopped; several share the work',
  run: async (args) => {
    readOptions(args, {});
    const log = createLog('worker', readLogLevel());
    const { urls, release } = await acquireDatabases(readEnvironment());
    const open = (role: Role) => openDatabase(urlOf(urls, role), { max: 2, applicationName: 'finest-hour worker' });
    const [recovery, vanity] = [open('worker'), open('vanity')];
    const stop = new AbortController();
    const abort = () => stop.abort();
    process.on('SIGINT', abort).on('SIGTERM', abort).on('disconnect', abort);
    const onError = (err: unknown) => log.error({ err }, 'the work was undone, and is tried again');
    log.info('working');
    try {
      await Promise.all([
        runWorker(recovery, { signal: stop.signal, onError }),
        runRejectedRetention(recovery, { signal: stop.signal, onError }),
        runReadings(vanity, { signal: stop.signal, onError }),
      ]);
    } finally {
      await Promise.all([recovery.destroy(), vanity.destroy()]);
      await release();
      log.info('stopped');
      process.off('disconnect', abort);
      if (process.connected) process.disconnect();
    }
  },
};
