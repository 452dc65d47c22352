import { eraseCustomer, foldEverything, openDatabase } from '@finest-hour/store';
import { askHere } from '../actor.ts';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

export const eraseCommand: Command = {
  name: 'erase',
  usage: 'erase CUSTOMER [--json]',
  summary: 'erases a person, all ids linked with this one together; what is counted stays, and they do not come back',
  options: [
    ['CUSTOMER', 'the id of a customer'],
    ['--json', 'what was erased as JSON'],
  ],
  run: async (args) => {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean' } }, ['CUSTOMER']);
    const request = askHere();
    const erasure = await withDatabase(readEnvironment(), 'eraser', async (db, urls) => {
      const done = await eraseCustomer(db, positionals[0] as string, request);
      if (done === null) return null;
      const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
      await foldEverything(worker).finally(() => worker.destroy());
      return done;
    });
    if (erasure === null) throw new Error('nothing is held of such a customer');
    const { erased, cases, events, rejected } = erasure;
    process.stdout.write(
      values.json === true
        ? `${JSON.stringify(erasure)}\n`
        : `erased ${erased.join(', ')}: ${cases} cases, ${events} events, ${rejected} refused events\n`,
    );
  },
};
