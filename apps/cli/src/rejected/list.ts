import {
  countRejectedReasons,
  isRejectedId,
  listRejectedEvents,
  readRejectedEvent,
  readRejectedPlace,
  type RejectedListItem,
} from '@finest-hour/store';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import { FILTER_OPTIONS, readFilter } from './filter.ts';

const MOST = 1_000;

function readLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MOST) {
    throw new MisuseError(`--limit must be a whole number from 1 to ${MOST}: ${text}`);
  }
  return limit;
}

function lineOf(event: RejectedListItem): string {
  const { id, receivedAt, firstReceivedAt, times, key, source, eventId, problem, status } = event;
  const which = `${source ?? '?'} ${eventId ?? '?'}`;
  const done = status === 'replayed' ? '  (replayed)' : '';
  const again = times === 1 ? '' : `  (${times} times since ${firstReceivedAt})`;
  return `${id}  ${receivedAt}  ${key.name ?? key.id}  ${which}  ${problem.type}: ${problem.detail}${done}${again}`;
}

/** `rejected list`: the latest first, without their payloads, and how many there are of each reason. */
export async function list(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, {
    ...FILTER_OPTIONS,
    limit: { type: 'string' },
    after: { type: 'string' },
    json: { type: 'boolean' },
  });
  const environment = readEnvironment();
  const filter = readFilter(values, environment.timeZone);
  const limit = readLimit(values.limit ?? '50');
  const after = values.after === undefined ? null : readRejectedPlace(values.after);
  if (values.after !== undefined && after === null) {
    throw new MisuseError(`--after must be the "next" of the page before: ${values.after}`);
  }
  const [page, counts] = await withDatabase(environment, 'ingest', (db) =>
    Promise.all([listRejectedEvents(db, filter, { limit, after }), countRejectedReasons(db, filter)]),
  );
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify({ ...page, counts })}\n`);
    return;
  }
  for (const event of page.events) process.stdout.write(`${lineOf(event)}\n`);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const reasons = Object.entries(counts).map(([reason, count]) => `${reason} ${count}`);
  process.stdout.write(`${total} in all${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}\n`);
  if (page.next !== null) process.stdout.write(`more with --after ${page.next}\n`);
}

export function assertId(id: string): void {
  if (!isRejectedId(id)) throw new MisuseError(`not the id of a refused event: ${id}`);
}

/** `rejected show`: one refused event, with what was sent. */
export async function show(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } }, ['ID']);
  const id = positionals[0] as string;
  assertId(id);
  const event = await withDatabase(readEnvironment(), 'ingest', (db) => readRejectedEvent(db, id, null));
  if (event === null) throw new Error(`no refused event with id ${id}`);
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
    return;
  }
  const { problem, payload, correction, truncated } = event;
  process.stdout.write(`${lineOf(event)}\n`);
  process.stdout.write(`at ${problem.pointer === null || problem.pointer === '' ? 'the event' : problem.pointer}\n`);
  process.stdout.write(`\n${payload}\n${truncated ? '… only the beginning was kept\n' : ''}`);
  if (correction !== null) process.stdout.write(`\nlast corrected to\n${correction}\n`);
}
