import {
  audited,
  foldEverything,
  openDatabase,
  readRejectedRetentionDays,
  readStreamRetentionDays,
  recordAudit,
  REJECTED_RETENTION,
  STREAM_RETENTION,
  writeRejectedRetentionDays,
  writeStreamRetentionDays,
  type Database,
  type Work,
} from '@finest-hour/store';
import { parseSetting, readBookSettings, writeSetting } from '@finest-hour/store/recovery';
import { actNow } from '../actor.ts';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';

async function readAll(db: Database): Promise<Readonly<Record<string, unknown>>> {
  return {
    ...(await readBookSettings(db)),
    [REJECTED_RETENTION.name]: await readRejectedRetentionDays(db),
    [STREAM_RETENTION.name]: await readStreamRetentionDays(db),
  };
}

async function get(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(
    args,
    { json: { type: 'boolean' } },
    args.some((arg) => !arg.startsWith('-')) ? ['NAME'] : [],
  );
  const settings = await withDatabase(readEnvironment(), 'admin', readAll);
  const [name] = positionals;
  if (name !== undefined && !Object.hasOwn(settings, name)) {
    throw new MisuseError(`unknown setting: ${name}; known: ${Object.keys(settings).join(', ')}`);
  }
  const shown = name === undefined ? settings : { [name]: settings[name] };
  if (values.json === true) process.stdout.write(`${JSON.stringify(shown)}\n`);
  else for (const [key, value] of Object.entries(shown)) process.stdout.write(`${key} = ${JSON.stringify(value)}\n`);
}

interface Retention {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function readDays({ name, from, to }: Retention, text: string, orElse = ''): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= from && days <= to) return days;
  throw new MisuseError(`${name} must be a whole number from ${from} to ${to}${orElse}: ${text}`);
}

/** How long something is kept is no definition: nothing has to be folded anew. */
const RETENTIONS: Readonly<Record<string, (text: string) => readonly [number | null, (work: Work) => Promise<void>]>> =
  {
    [REJECTED_RETENTION.name]: (text) => {
      const days = readDays(REJECTED_RETENTION, text);
      return [days, (work) => writeRejectedRetentionDays(work, days)];
    },
    [STREAM_RETENTION.name]: (text) => {
      const days = text === 'none' ? null : readDays(STREAM_RETENTION, text, ', or none');
      return [days, (work) => writeStreamRetentionDays(work, days)];
    },
  };

async function setRetention(name: string, value: number | null, write: (work: Work) => Promise<void>): Promise<void> {
  await withDatabase(readEnvironment(), 'admin', (db) =>
    audited(db, actNow('setting changed'), write, () => ({ name, value })),
  );
  process.stdout.write(`${name} = ${JSON.stringify(value)}\n`);
}

async function set(args: readonly string[]): Promise<void> {
  const { positionals } = readOptions(args, {}, ['NAME', 'VALUE']);
  const [name, text] = positionals as [string, string];
  const retention = Object.hasOwn(RETENTIONS, name) ? RETENTIONS[name] : undefined;
  if (retention !== undefined) return setRetention(name, ...retention(text));
  const parsed = parseSetting(name, text);
  if (!parsed.ok) throw new MisuseError(parsed.detail);
  await withDatabase(readEnvironment(), 'admin', async (db, urls) => {
    const detail = { name: parsed.name, value: parsed.value };
    await writeSetting(db, parsed.name, parsed.value, (work) =>
      recordAudit(work, { ...actNow('setting changed'), detail }),
    );
    const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
    await foldEverything(worker).finally(() => worker.destroy());
  });
  process.stdout.write(`${parsed.name} = ${JSON.stringify(parsed.value)}; every case was folded anew\n`);
}

export const settingsCommand: Command = {
  name: 'settings',
  usage: 'settings get [NAME] [--json] | settings set NAME VALUE',
  summary: 'reads or changes the definitions: days to resolve (T) and to hold (D), front desks, targets; and retention',
  options: [
    ['resolveWithinDays', 'T: a complaint must be resolved within it (1 to 365)'],
    ['holdForDays', 'D: a resolution must hold for it (0 to 365)'],
    ['frontDesks', 'teams whose first move out is triage, no hand-off; separated by commas'],
    ['ownershipTargetSeconds', 'target for time-to-ownership'],
    ['', 'changing one of these folds every case anew'],
    [REJECTED_RETENTION.name, 'refused events are kept for so many days (1 to 3650)'],
    [
      STREAM_RETENTION.name,
      'what may tell of persons is taken out of a case, a customer or an agent so many days after',
    ],
    ['', 'the last event (1 to 36500); none: it is kept for ever'],
  ],
  run: async ([action, ...args]) => {
    if (action === 'get') return get(args);
    if (action === 'set') return set(args);
    throw new MisuseError(`settings needs get or set: ${action ?? '(nothing)'}`);
  },
};
