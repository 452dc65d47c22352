import { audited, foldEverything, openDatabase, type Work } from '@finest-hour/store';
import { markEverything, markParked, readWorkload } from '@finest-hour/store/recovery';
import { actNow } from '../actor.ts';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

/** Folds what is marked, by itself and with any worker that runs; answers what `mark` does, and how much is parked then. */
async function fold(
  action: string,
  mark: (work: Work) => Promise<number>,
): Promise<{ streams: number; parked: number }> {
  return withDatabase(readEnvironment(), 'admin', async (admin, urls) => {
    const streams = await audited(admin, actNow(action), mark, (marked) => ({ streams: marked }));
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
    const { streams, parked } = await (isParked
      ? fold('parked streams tried again', markParked)
      : fold('facts rebuilt', markEverything));
    process.stdout.write(
      isParked ? `tried ${streams} parked streams again, ${parked} are parked\n` : `rebuilt ${streams} streams\n`,
    );
  },
};
