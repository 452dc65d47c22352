import { exportCustomer } from '@finest-hour/store';
import { askHere } from '../actor.ts';
import type { Command } from '../command.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: 'export CUSTOMER',
  summary: 'what is held of a person, as JSON: events, facts, links and refused events, and nothing of others',
  options: [['CUSTOMER', 'the id of a customer; all ids linked with it are told together']],
  run: async (args) => {
    const { positionals } = readOptions(args, {}, ['CUSTOMER']);
    const request = askHere();
    const held = await withDatabase(readEnvironment(), 'eraser', (db) =>
      exportCustomer(db, positionals[0] as string, request),
    );
    if (held === null) throw new Error('nothing is held of such a customer');
    process.stdout.write(`${JSON.stringify(held)}\n`);
  },
};
