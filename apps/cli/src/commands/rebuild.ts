import { foldEverything, openDatabase, type Database } from '@finest-hour/store';
import { markEverything, markParked, readWorkload } from '@finest-hour/store/recovery';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

/** Folds what is marked, by itself and with any worker that runs; answers what `mark` does, and how much is parked then. */
async function fold(mark: (admin: Database) => Promise<number>): Promise<{ streams: number; parked: number }> {
  return withDatabase(readEnvironment(), 'admin', async (admin, urls) => {
    const streams = await mark(admin);
    const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
    await foldEverything(worker).finally(() => worker.destroy());
    const { parkedStreams } = await readWorkload(admin);
    return { streams, parked: parkedStreams };
  });
}

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild [--parked]',
  summary: 'folds every case anew from the event log; the facts must come out the same',
  options: [['--parked', 'only the streams that could not be folded, which doctor names']],
  run: async (args) => {
    const { values } = readOptions(args, { parked: { type: 'boolean' } });
    const isParked = values.parked === true;
    const { streams, parked } = await fold(isParked ? markParked : markEverything);
    process.stdout.write(
      isParked ? `tried ${streams} parked streams again, ${parked} are parked\n` : `rebuilt ${streams} streams\n`,
    );
  },
};
