import { renamePersons, withoutPersonal, type LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import { COLUMNS, KEY_COLUMNS, rowOf, type LogRow } from '../log/row.ts';
import type { Trace } from './traces.ts';

/** Other ids for those of a person, by old id. */
export type Names = ReadonlyMap<string, string>;

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A person's own streams under their other ids. Events get other ids too, since shops make them of anything; numbered so
 * that those of one instant stay in their order. None can come again, so nobody asks for them by their old names.
 */
function movedRows(own: readonly Trace[], names: Names): readonly LogRow[] {
  const ordered = [...own].sort(
    ({ event: a }, { event: b }) => compareText(a.source, b.source) || compareText(a.id, b.id),
  );
  return ordered.map(({ event, row }, index) => {
    const subject = names.get(event.subject) as string;
    const id = `erased:${String(index).padStart(8, '0')}`;
    return rowOf({ ...renamePersons(withoutPersonal(event), names), subject, id }, row.receivedUs);
  });
}

/** Moves a person's own streams: another id is another bucket, and what distributes rows can't be changed. */
export async function moveStreams(work: Work, own: readonly Trace[], names: Names): Promise<readonly LogRow[]> {
  if (own.length === 0) return [];
  const rows = movedRows(own, names);
  await sql`
    delete from log.event e using ${unnest(
      own.map(({ row }) => row),
      KEY_COLUMNS,
    )}
    where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
      and e.source = rows.source and e.id = rows.id`.execute(work);
  const columns = sql.join(COLUMNS.map(({ name }) => sql.ref(name)));
  await sql`insert into log.event (${columns}) select ${columns} from ${unnest(rows, COLUMNS)}`.execute(work);
  return rows;
}

const CHANGED = new Set(['content_hash', 'data', 'extensions']);

/** Writes events in their places as `rewrite` has them; answers how many that changed. */
export async function rewriteEvents(
  work: Work,
  traces: readonly Trace[],
  rewrite: (event: LoggedEvent) => LoggedEvent,
): Promise<number> {
  const changed = traces.flatMap(({ event, row }) => {
    const after = rowOf(rewrite(event), row.receivedUs);
    return after.hash === row.hash ? [] : [after];
  });
  if (changed.length === 0) return 0;
  await sql`
    update log.event e
    set content_hash = rows.content_hash, data = rows.data, extensions = rows.extensions
    from ${unnest(changed, [...KEY_COLUMNS, ...COLUMNS.filter(({ name }) => CHANGED.has(name))])}
    where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
      and e.source = rows.source and e.id = rows.id`.execute(work);
  return changed.length;
}
