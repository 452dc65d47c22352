import { isIdentifier, MAX_ID_BYTES } from '@finest-hour/events';
import { openDatabase, foldEverything } from '@finest-hour/store';
import type { Command } from '../command.ts';
import { acquireDatabases, urlOf } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { describeLoaded } from '../import/describe.ts';
import { loadLog, type Loaded, type LoadOptions } from '../import/load-log.ts';
import { readMappingFile } from '../import/mapping-file.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import type { Mapping } from '@finest-hour/connectors';

/** A line on a terminal that is written over; nothing where output goes to a file. */
function progressLine(): { readonly show: (share: number, events: number) => void; readonly end: () => void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let shownMs = 0;
  return {
    show: (share, events) => {
      if (performance.now() - shownMs < 100) return;
      shownMs = performance.now();
      stderr.write(`\r${Math.round(share * 100)} % read, ${events} events `);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}

async function store(path: string, mapping: Mapping, options: LoadOptions): Promise<Loaded> {
  const { urls, release } = await acquireDatabases(readEnvironment());
  try {
    const ingest = openDatabase(urlOf(urls, 'ingest'), { max: 2, applicationName: 'finest-hour import' });
    const worker = openDatabase(urlOf(urls, 'worker'), {
      max: 2,
      applicationName: 'finest-hour import',
      statementTimeoutMs: 0,
    });
    try {
      const loaded = await loadLog(ingest, path, mapping, options);
      await foldEverything(worker);
      return loaded;
    } finally {
      await Promise.all([ingest.destroy(), worker.destroy()]);
    }
  } finally {
    await release();
  }
}

/** Every event would be refused for it; better told before the first row is read. */
function assertSource(source: string): void {
  if (source === '') throw new MisuseError('--source must not be empty');
  if (!isIdentifier(source)) {
    const bytes = Buffer.byteLength(source);
    throw new MisuseError(`--source must have at most ${MAX_ID_BYTES} bytes of UTF-8, not ${bytes}: ${source}`);
  }
}

function toJson({ summary, counts, interrupted }: Loaded): string {
  const refused = [...counts.refused].map(([reason, { count, first }]) => ({ reason, count, first }));
  return JSON.stringify({ ...summary, ...counts, refused, interrupted });
}

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE --mapping MAPPING.yaml [--source NAME] [--dry-run] [--json]',
  summary: 'turns a log of snapshots (CSV or XES, plain or .gz) into events; can be interrupted and repeated',
  options: [
    ['FILE', 'the log, oldest row of a case first'],
    ['--mapping FILE', 'which column is what; docs/import.md tells how to write one'],
    ['--source NAME', 'instead of the source in the mapping; a log under two names counts twice'],
    ['--dry-run', 'reads everything, stores nothing, tells what was not understood'],
    ['--json', 'the summary as JSON'],
  ],
  run: async (args) => {
    const { values, positionals } = readOptions(
      args,
      {
        mapping: { type: 'string' },
        source: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
      },
      ['FILE'],
    );
    if (values.mapping === undefined)
      throw new MisuseError('missing --mapping MAPPING.yaml (docs/import.md tells how to write one)');
    if (values.source !== undefined) assertSource(values.source);
    const mapping = await readMappingFile(values.mapping);
    const progress = progressLine();
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const options: LoadOptions = {
      ...(values.source === undefined ? {} : { source: values.source }),
      onProgress: progress.show,
      signal: stop.signal,
    };
    const dryRun = values['dry-run'] === true;
    try {
      const path = positionals[0] as string;
      const loaded = dryRun ? await loadLog(null, path, mapping, options) : await store(path, mapping, options);
      progress.end();
      process.stdout.write(
        values.json === true ? `${toJson(loaded)}\n` : `${describeLoaded(loaded, dryRun).join('\n')}\n`,
      );
      if (loaded.interrupted || loaded.counts.conflicts > 0 || loaded.counts.refused.size > 0) process.exitCode = 1;
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
  },
};
