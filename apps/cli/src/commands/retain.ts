import { foldEverything, openDatabase, redactStreams, STREAM_RETENTION } from '@finest-hour/store';
import { askHere } from '../actor.ts';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

export const retainCommand: Command = {
  name: 'retain',
  usage: 'retain [--json]',
  summary: `takes what may tell of persons out of streams that have been silent for ${STREAM_RETENTION.name}, now`,
  options: [
    ['', 'a worker that has DATABASE_URL_ERASER does so by itself, every six hours; what is counted stays'],
    ['--json', 'how much was taken out as JSON'],
  ],
  run: async (args) => {
    const { values } = readOptions(args, { json: { type: 'boolean' } });
    const request = askHere();
    const redaction = await withDatabase(readEnvironment(), 'eraser', async (db, urls) => {
      const done = await redactStreams(db, request);
      if (done === null || done.events === 0) return done;
      const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
      await foldEverything(worker).finally(() => worker.destroy());
      return done;
    });
    if (values.json === true) process.stdout.write(`${JSON.stringify(redaction)}\n`);
    else if (redaction === null) process.stdout.write(`${STREAM_RETENTION.name} is not set: everything is kept\n`);
    else process.stdout.write(`redacted ${redaction.events} events of ${redaction.streams} streams\n`);
  },
};
