import { eventProblem, type LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import type { Asking } from '../audit/chain.ts';
import { recordAudit } from '../audit/record.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { erasedProblem, tellsOfErased } from '../erasure/refusal.ts';
import { assertTombstones, withTombstones, type Tombstones } from '../erasure/tombstones.ts';
import { retryable } from '../retry.ts';
import { appendWithin } from './append.ts';
import { storable, storableProblem, type RejectedProblem } from './rejected.ts';
import { ofOrigin } from './rejected-filter.ts';
import { readAgain, type ReadAgain } from './rejected-read.ts';
import type { AppendStatus } from './row.ts';

/** What became of an event that was replayed. */
export type ReplayOutcome =
  { readonly status: 'accepted' | 'duplicate' } | { readonly status: 'refused'; readonly problem: RejectedProblem };

export interface ReplayOptions extends Asking {
  /** Only what came by keys of this origin; null: all. */
  readonly origin: string | null;
}

interface Claimed {
  readonly id: string;
  readonly payload: string;
  readonly corrected: string | null;
  readonly truncated: boolean;
  readonly problem: RejectedProblem;
  readonly source: string | null;
  readonly event_id: string | null;
  /** The source to which the key is bound by which it came. */
  readonly bound: string | null;
}

interface Refused {
  readonly id: string;
  readonly problem: RejectedProblem;
  readonly source: string | null;
  readonly eventId: string | null;
  readonly correction: string | null;
}

/** Marks waiting events as replayed. A rival waits here until this transaction ends, and then finds nothing waiting. */
async function claim(
  work: Work,
  ids: readonly string[],
  { nowUs, origin }: ReplayOptions,
): Promise<readonly Claimed[]> {
  const { rows } = await sql<Claimed>`
    update log.rejected_event r set replayed_us = ${nowUs}::bigint
    where r.id = any(${[...ids]}::uuid[]) and r.replayed_us is null and ${ofOrigin(origin)}
    returning r.id, r.payload, r.corrected, r.truncated, r.problem, r.source, r.event_id,
              (select k.source from access.api_key k where k.id = r.key_id) as bound`.execute(work);
  return rows;
}

function read(row: Claimed, correction: string | null, nowUs: number): ReadAgain {
  const text = correction ?? row.corrected;
  if (text !== null) return readAgain(text, row.bound, nowUs);
  // Of what was cut off nobody knows what it was: its reason stands.
  if (row.truncated) return { ok: false, problem: row.problem, source: row.source, id: row.event_id };
  return readAgain(row.payload, row.bound, nowUs);
}

function conflict({ source, id }: LoggedEvent): RejectedProblem {
  const detail = `source ${JSON.stringify(source)} and id ${JSON.stringify(id)} came before with other content`;
  return eventProblem('conflict', '/id', detail);
}

/** What is written down of a correction that was refused: of one that tells of an erased person nothing. */
function withoutErased(refused: Refused, tombstones: Tombstones): Refused {
  const erased = refused.problem.type === 'erased' || tellsOfErased([refused.correction], tombstones);
  return erased ? { id: refused.id, problem: erasedProblem(), source: null, eventId: null, correction: null } : refused;
}

/** The same rows wait again, each with its new reason. */
async function putBack(work: Work, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const orNull = (text: string | null) => (text === null ? null : storable(text));
  await sql`
    update log.rejected_event r
    set replayed_us = null, problem = rows.problem, source = coalesce(rows.source, r.source),
        event_id = coalesce(rows.event_id, r.event_id),
        corrected = coalesce(rows.correction, r.corrected)
    from ${unnest(refused, [
      { name: 'id', type: 'uuid', of: (row) => row.id },
      { name: 'problem', type: 'json', of: (row) => storableProblem(row.problem) },
      { name: 'source', type: 'text', of: (row) => orNull(row.source) },
      { name: 'event_id', type: 'text', of: (row) => orNull(row.eventId) },
      { name: 'correction', type: 'text', of: (row) => orNull(row.correction) },
    ])} where r.id = rows.id`.execute(work);
}

/** A correction may have given it another name: by that it is found in the log. */
async function rename(
  work: Work,
  stored: readonly { readonly id: string; readonly event: LoggedEvent }[],
): Promise<void> {
  if (stored.length === 0) return;
  await sql`
    update log.rejected_event r set source = rows.source, event_id = rows.event_id
    from ${unnest(stored, [
      { name: 'id', type: 'uuid', of: (row) => row.id },
      { name: 'source', type: 'text', of: (row) => row.event.source },
      { name: 'event_id', type: 'text', of: (row) => row.event.id },
    ])} where r.id = rows.id`.execute(work);
}

function outcomeOf(status: AppendStatus, event: LoggedEvent): ReplayOutcome {
  if (status === 'erased') return { status: 'refused', problem: erasedProblem() };
  return status === 'conflict' ? { status: 'refused', problem: conflict(event) } : { status };
}

async function replayWithin(
  work: Work,
  ids: readonly string[],
  correction: string | null,
  options: ReplayOptions,
  tombstones: Tombstones,
): Promise<ReadonlyMap<string, ReplayOutcome>> {
  await sql.raw(assertTombstones(tombstones)).execute(work);
  const claimed = await claim(work, ids, options);
  const readings = claimed.map((row) => ({ row, result: read(row, correction, options.nowUs) }));
  const stored: { id: string; event: LoggedEvent }[] = [];
  const refused: Refused[] = [];
  for (const { row, result } of readings) {
    if (result.ok) stored.push({ id: row.id, event: result.event });
    else refused.push({ id: row.id, problem: result.problem, source: result.source, eventId: result.id, correction });
  }
  const outcomes = new Map<string, ReplayOutcome>(
    refused.map(({ id, problem }) => [id, { status: 'refused', problem }]),
  );
  const statuses = await appendWithin(
    work,
    stored.map(({ event }) => event),
    options.nowUs,
    tombstones,
  );
  for (const [index, { id, event }] of stored.entries()) {
    const outcome = outcomeOf(statuses[index] as AppendStatus, event);
    outcomes.set(id, outcome);
    if (outcome.status === 'refused')
      refused.push({ id, problem: outcome.problem, source: event.source, eventId: event.id, correction });
  }
  await rename(
    work,
    stored.filter(({ id }) => outcomes.get(id)?.status !== 'refused'),
  );
  await putBack(
    work,
    refused.map((row) => withoutErased(row, tombstones)),
  );
  return outcomes;
}

/** Writes a replay down, in the transaction that does it. */
async function note(
  work: Work,
  outcomes: ReadonlyMap<string, ReplayOutcome>,
  correction: string | null,
  { actor, nowUs }: ReplayOptions,
): Promise<void> {
  const [id, ...others] = outcomes.keys();
  if (id === undefined) return;
  const statuses = [...outcomes.values()].map(({ status }) => status);
  const count = (status: ReplayOutcome['status']) => statuses.filter((each) => each === status).length;
  const detail = {
    ...(others.length === 0 && { id }),
    corrected: correction !== null,
    ...{ accepted: count('accepted'), duplicates: count('duplicate'), refused: count('refused') },
  };
  await recordAudit(work, { atUs: nowUs, actor, action: 'refused events replayed', detail });
}

/**
 * Reads refused events again and stores those that are right now, with the mark that they were replayed and a record of
 * it, in one transaction; those that are not wait on with their new reason. `correction`: the JSON of the event as it should have
 * been; null: as it was kept, or last corrected. Answers by id for those that were waiting; of several who replay the
 * same one at once the first gets an answer.
 */
export function replayRejected(
  db: Database,
  ids: readonly string[],
  correction: string | null,
  options: ReplayOptions,
): Promise<ReadonlyMap<string, ReplayOutcome>> {
  if (ids.length === 0) return Promise.resolve(new Map());
  return retryable(() =>
    withTombstones(db, (tombstones) =>
      db.transaction().execute(async (work) => {
        const outcomes = await replayWithin(work, ids, correction, options, tombstones);
        await note(work, outcomes, correction, options);
        return outcomes;
      }),
    ),
  );
}
