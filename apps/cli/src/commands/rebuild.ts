import { foldEverything, openDatabase } from '@finest-hour/store';
import { markEverything } from '@finest-hour/store/recovery';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild',
  summary: 'folds every case anew from the event log; the facts must come out the same',
  run: async (args) => {
    readOptions(args, {});
    const streams = await withDatabase(readEnvironment(), 'admin', async (db, urls) => {
      const marked = await markEverything(db);
      const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
      await foldEverything(worker).finally(() => worker.destroy());
      return marked;
    });
    process.stdout.write(`rebuilt ${streams} streams\n`);
  },
};
