import { formatTimeUs } from '@finest-hour/events';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { RejectedProblem } from './rejected.ts';
import { ofOrigin, whereRejected, type RejectedFilter, type RejectedStatus } from './rejected-filter.ts';
import { writeRejectedPlace, type RejectedPlace } from './rejected-place.ts';

/** A refused event in a list. Times are RFC 3339. */
export interface RejectedListItem {
  readonly id: string;
  /** When it came; of one that came several times, the last. */
  readonly receivedAt: string;
  readonly firstReceivedAt: string;
  /** So often the same came by this key, and was refused for the reason that it had first. */
  readonly times: number;
  /** Name and prefix are null where the key is no longer known. */
  readonly key: { readonly id: string; readonly name: string | null; readonly prefix: string | null };
  readonly source: string | null;
  readonly eventId: string | null;
  readonly problem: RejectedProblem;
  readonly status: RejectedStatus;
  readonly replayedAt: string | null;
  /** The payload is only the beginning of what came. */
  readonly truncated: boolean;
  /** It was replayed with a correction that was refused too; the problem is the correction's. */
  readonly corrected: boolean;
}

/** One refused event with what was sent: its payload as it came, and the last correction that was refused. */
export interface RejectedDetail extends RejectedListItem {
  readonly payload: string;
  readonly correction: string | null;
}

export interface RejectedPage {
  readonly events: readonly RejectedListItem[];
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null;
}

interface Row {
  readonly id: string;
  readonly received_us: number;
  readonly first_us: number;
  readonly times: number;
  readonly key_id: string;
  readonly name: string | null;
  readonly prefix: string | null;
  readonly source: string | null;
  readonly event_id: string | null;
  readonly problem: RejectedProblem;
  readonly truncated: boolean;
  readonly corrected: boolean;
  readonly replayed_us: number | null;
}

const COLUMNS = sql.raw(`
  r.id, r.received_us, coalesce(r.first_us, r.received_us) as first_us, r.times, r.key_id, k.name, k.prefix, r.source, r.event_id, r.problem, r.truncated,
  r.corrected is not null as corrected, r.replayed_us`);

function itemOf(row: Row): RejectedListItem {
  const { id, first_us, times, key_id, name, prefix, source, event_id, problem, truncated, corrected, replayed_us } =
    row;
  return {
    id,
    receivedAt: formatTimeUs(row.received_us),
    firstReceivedAt: formatTimeUs(first_us),
    times,
    key: { id: key_id, name, prefix },
    source,
    eventId: event_id,
    problem,
    status: replayed_us === null ? 'waiting' : 'replayed',
    replayedAt: replayed_us === null ? null : formatTimeUs(replayed_us),
    truncated,
    corrected,
  };
}

/** A page of refused events, the latest first, without their payloads. */
export async function listRejectedEvents(
  db: Database,
  filter: RejectedFilter,
  { limit, after }: { readonly limit: number; readonly after: RejectedPlace | null },
): Promise<RejectedPage> {
  const beyond =
    after === null ? sql`true` : sql`(r.received_us, r.id) < (${after.receivedUs}::bigint, ${after.id}::uuid)`;
  const { rows } = await sql<Row>`
    select ${COLUMNS} from log.rejected_event r left join access.api_key k on k.id = r.key_id
    where ${whereRejected(filter)} and ${beyond}
    order by r.received_us desc, r.id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    events: page.map(itemOf),
    next: more ? writeRejectedPlace({ receivedUs: last.received_us, id: last.id }) : null,
  };
}

/** How many there are of each reason, the most frequent first. */
export async function countRejectedReasons(
  db: Database,
  filter: RejectedFilter,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select r.reason, count(*) as count from log.rejected_event r where ${whereRejected(filter)}
    group by r.reason order by count(*) desc, r.reason`.execute(db);
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

/** One refused event; null: there is none of that id, or it came by keys of another origin. */
export async function readRejectedEvent(
  db: Database,
  id: string,
  origin: string | null,
): Promise<RejectedDetail | null> {
  const { rows } = await sql<Row & { payload: string; correction: string | null }>`
    select ${COLUMNS}, r.payload, r.corrected as correction
    from log.rejected_event r left join access.api_key k on k.id = r.key_id
    where r.id = ${id}::uuid and ${ofOrigin(origin)}`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { ...itemOf(row), payload: row.payload, correction: row.correction };
}
