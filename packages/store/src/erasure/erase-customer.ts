import { randomUUID } from 'node:crypto';
import { actingCustomer, renamePersons, withoutActor, withoutPersonal, type LoggedEvent } from '@finest-hour/events';
import type { Asking } from '../audit/chain.ts';
import { recordAudit } from '../audit/record.ts';
import { batchId } from '../batch-id.ts';
import type { Database, Work } from '../database.ts';
import type { Stream } from '../log/read.ts';
import { forgetCustomers, forgetMarks, forgetSummaries, renameInCases } from '../recovery/forget-person.ts';
import { customerStream } from '../recovery/links.ts';
import { markStreams } from '../recovery/mark.ts';
import { readPersonIds, type PersonIds } from '../recovery/person-ids.ts';
import { retryable } from '../retry.ts';
import { bury } from './bury.ts';
import { holdFolding, holdStoring } from './locks.ts';
import { moveStreams, rewriteEvents, type Names } from './rewrite-log.ts';
import { emptyRejected, readRejectedTraces } from './rewrite-rejected.ts';
import { digestOf, readTombstones, type Tombstones } from './tombstones.ts';
import { areNamed, isOpening, isOwn, readTraces, readWholeStreams, type Trace } from './traces.ts';

/** What was erased. */
export interface Erasure {
  /** The ids that were one person. */
  readonly erased: readonly string[];
  /** Their cases, which are counted on without them. */
  readonly cases: number;
  /** Events that told of them. */
  readonly events: number;
  /** Refused events of which nothing was kept. */
  readonly rejected: number;
}

/** Where a person stands in the log. */
interface Places {
  /** Events of their own streams. */
  readonly own: readonly Trace[];
  /** All events of their cases. */
  readonly cases: readonly Trace[];
  /** Events of others that name them. */
  readonly others: readonly Trace[];
}

const streamKey = ({ family, subject }: Pick<Stream, 'family' | 'subject'>) => `${family}\0${subject}`;

function streamsIn(traces: readonly Trace[]): readonly Stream[] {
  return [...new Map(traces.map(({ row }) => [streamKey(row), row])).values()];
}

/** From here on nobody stores anything until the end of the transaction: events of the cases may name nobody. */
async function readPlaces(work: Work, ids: readonly string[]): Promise<Places> {
  const traces = await readTraces(work, ids);
  await holdStoring(work);
  const theirs = new Set(ids);
  const own = traces.filter((trace) => isOwn(trace, theirs));
  const opened = traces.filter((trace) => isOpening(trace, theirs));
  const cases = streamsIn(opened);
  const known = new Set([...own, ...opened].map(({ row }) => streamKey(row)));
  return {
    own,
    cases: await readWholeStreams(work, cases),
    others: traces.filter(({ row }) => !known.has(streamKey(row))),
  };
}

/** Takes away what was made of the person, and marks what it is made of, so that it is made again under the other ids. */
async function forgetDerived(
  work: Work,
  person: PersonIds,
  { own, cases, others }: Places,
  names: Names,
): Promise<void> {
  const group = person.group.map(customerStream);
  const elsewhere = streamsIn([...cases, ...others]);
  await forgetMarks(work, [...group, ...streamsIn(own), ...elsewhere]);
  await forgetCustomers(work, person);
  await forgetSummaries(work, person.ids);
  await renameInCases(
    work,
    elsewhere.filter(({ family }) => family === 'case'),
    names,
  );
  const staying = person.group.map((id) => customerStream(names.get(id) ?? id));
  await markStreams(work, [...staying, ...elsewhere], batchId());
}

/** Somebody else's event that names the person: it stays theirs, but for what it says of both. */
function spokenOf(event: LoggedEvent, names: Names): LoggedEvent {
  if (event.family === 'other') return withoutPersonal(event);
  if (event.family === 'customer') return renamePersons(withoutPersonal(event), names);
  const acted = names.has(actingCustomer(event) ?? '');
  return acted ? withoutActor(event) : event;
}

/** New ids in the order of the old ones, so that which of them is the smallest does not change. */
function newNames(ids: readonly string[]): Names {
  const fresh = ids.map(() => `erased:${randomUUID()}`).sort();
  return new Map([...ids].sort().map((id, index) => [id, fresh[index] as string]));
}

async function sweep(work: Work, person: PersonIds, { key }: Tombstones, { actor, nowUs }: Asking): Promise<Erasure> {
  const { ids } = person;
  await holdFolding(work);
  const places = await readPlaces(work, ids);
  const { own, cases, others } = places;
  const names = newNames(ids);
  await moveStreams(work, own, names);
  const events =
    own.length +
    (await rewriteEvents(work, cases, (event) => renamePersons(withoutPersonal(event), names))) +
    (await rewriteEvents(work, others, (event) => spokenOf(event, names)));
  const caseIds = streamsIn(cases).map(({ subject }) => subject);
  const rejected = await readRejectedTraces(work, [...ids, ...caseIds]);
  await emptyRejected(work, rejected);
  const erasure = { erased: ids, cases: caseIds.length, events, rejected: rejected.length };
  if (events + rejected.length === 0) return erasure;
  await forgetDerived(work, person, places, names);
  await bury(work, key, 'case', caseIds, nowUs);
  const digests = ids.map((id) => digestOf(key, 'customer', id).toString('hex'));
  const detail = { tombstones: digests, cases: caseIds.length, events, rejected: rejected.length };
  await recordAudit(work, { atUs: nowUs, actor, action: 'customer erased', detail });
  return erasure;
}

/**
 * Erases a person: all ids that are linked with this one now. Their ids become random ones everywhere, what tells who they
 * are goes, what is counted stays, and neither a retry nor another import brings them back. First the tombstones are
 * committed, so that nobody stores anything of them any more; then everything that was stored is found and rewritten, in
 * one transaction. Can be repeated, also where it broke off in between. null: nothing is held of them, and nothing was done.
 */
export async function eraseCustomer(db: Database, customer: string, request: Asking): Promise<Erasure | null> {
  const person = await db.transaction().execute((work) => readPersonIds(work, customer));
  const tombstones = await readTombstones(db);
  const isKnown =
    tombstones.isErased('customer', customer) ||
    (await areNamed(db, person.ids)) ||
    (await readRejectedTraces(db, person.ids)).length > 0;
  if (!isKnown) return null;
  await retryable(() =>
    db.transaction().execute(async (work) => {
      await holdStoring(work);
      await bury(work, tombstones.key, 'customer', person.ids, request.nowUs);
    }),
  );
  return retryable(() => db.transaction().execute((work) => sweep(work, person, tombstones, request)));
}
