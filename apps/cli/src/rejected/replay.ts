import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import {
  readRejectedEvent,
  readRejectedPlace,
  replayRejected,
  replayRejectedAll,
  type Database,
  type RejectedFilter,
} from '@finest-hour/store';
import { askHere } from '../actor.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import { assertDeliberate, FILTER_OPTIONS, readFilter } from './filter.ts';
import { assertId } from './list.ts';

const LIMIT = 1_000;

function readCorrection(path: string): Promise<string> {
  return path === '-' ? text(process.stdin) : readFile(path, 'utf8');
}

async function replayOne(db: Database, id: string, correction: string | null, json: boolean): Promise<void> {
  const outcome = (await replayRejected(db, [id], correction, { ...askHere(), origin: null })).get(id);
  if (outcome === undefined) {
    const event = await readRejectedEvent(db, id, null);
    throw new Error(
      event?.status === 'replayed' ? `replayed before, at ${event.replayedAt}` : `no refused event with id ${id}`,
    );
  }
  if (json) process.stdout.write(`${JSON.stringify({ id, ...outcome })}\n`);
  if (outcome.status === 'refused') {
    const { type, detail, pointer } = outcome.problem;
    const at = pointer === null || pointer === '' ? '' : ` at ${pointer}`;
    if (json) process.exitCode = 1;
    else throw new Error(`refused again, ${type}${at}: ${detail}`);
  } else if (!json) process.stdout.write(`${outcome.status}\n`);
}

async function replayMany(db: Database, filter: RejectedFilter, json: boolean): Promise<void> {
  const asking = askHere();
  const sum = { accepted: 0, duplicates: 0, refused: 0 };
  for (let next: string | null = ''; next !== null;) {
    const after = next === '' ? null : readRejectedPlace(next);
    const done = await replayRejectedAll(db, filter, { ...asking, limit: LIMIT, after });
    for (const name of ['accepted', 'duplicates', 'refused'] as const) sum[name] += done[name];
    ({ next } = done);
  }
  const { accepted, duplicates, refused } = sum;
  const line = `${accepted} accepted, ${duplicates} duplicates, ${refused} refused again`;
  process.stdout.write(json ? `${JSON.stringify(sum)}\n` : `${line}\n`);
  if (refused > 0) process.exitCode = 1;
}

/** `rejected replay`: one, perhaps corrected, or all that a filter means; exit code 1 where something is refused again. */
export async function replay(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(
    args,
    { ...FILTER_OPTIONS, event: { type: 'string' }, json: { type: 'boolean' } },
    ['ID?'],
  );
  const [id] = positionals;
  const { event, json = false, ...filterValues } = values;
  const environment = readEnvironment();
  if (id === undefined) {
    if (event !== undefined) throw new MisuseError('--event corrects one refused event: name its ID');
    if (filterValues.status !== undefined) throw new MisuseError('--status: only events that wait are replayed');
    assertDeliberate(filterValues);
    const filter = readFilter(filterValues, environment.timeZone);
    return withDatabase(environment, 'ingest', (db) => replayMany(db, filter, json));
  }
  assertId(id);
  if (Object.keys(filterValues).length > 0) throw new MisuseError('an ID or a filter, not both');
  const correction = event === undefined ? null : await readCorrection(event);
  return withDatabase(environment, 'ingest', (db) => replayOne(db, id, correction, json));
}
