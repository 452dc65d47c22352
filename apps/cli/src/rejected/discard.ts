import { discardRejected, discardRejectedAll } from '@finest-hour/store';
import { askHere } from '../actor.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import { assertDeliberate, FILTER_OPTIONS, readFilter } from './filter.ts';
import { assertId } from './list.ts';

/** `rejected discard`: deletes one, or all that a filter means. */
export async function discard(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { ...FILTER_OPTIONS, json: { type: 'boolean' } }, ['ID?']);
  const [id] = positionals;
  const { json = false, ...filterValues } = values;
  const environment = readEnvironment();
  let discarded: number;
  if (id === undefined) {
    assertDeliberate(filterValues);
    const filter = readFilter(filterValues, environment.timeZone);
    discarded = await withDatabase(environment, 'ingest', (db) => discardRejectedAll(db, filter, askHere()));
  } else {
    assertId(id);
    if (Object.keys(filterValues).length > 0) throw new MisuseError('an ID or a filter, not both');
    const found = await withDatabase(environment, 'ingest', (db) => discardRejected(db, id, null, askHere()));
    if (!found) throw new Error(`no refused event with id ${id}`);
    discarded = 1;
  }
  process.stdout.write(json ? `${JSON.stringify({ discarded })}\n` : `discarded ${discarded}\n`);
}
