import { asCaseEvent, formatTimeUs, type CaseEvent } from '@finest-hour/events';
import {
  MOVES,
  TOLD_EVENTS,
  TOLD_HOPS,
  hasFlag,
  orderCase,
  type CaseDetail,
  type CaseEventView,
  type HopView,
  type Move,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readGroups } from './links.ts';
import { readBookSettings } from './settings.ts';
import { bucketOf } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { readStreams } from '../log/read.ts';
import type { HopTable } from '../schema.ts';
import { inSnapshot } from '../snapshot.ts';
import { FACT_COLUMNS, itemOf, type FactRow } from './cases.ts';

function timeOrNull(us: number | null): string | null {
  return us === null ? null : formatTimeUs(us);
}

function hopOf(row: HopTable): HopView {
  return {
    agent: row.agent,
    team: row.team,
    bot: row.bot,
    start: formatTimeUs(row.start_us),
    end: timeOrNull(row.end_us),
    waitSeconds: row.wait_us / 1e6,
    agentMove: MOVES[row.agent_move] as Move,
    teamMove: MOVES[row.team_move] as Move,
    ownedAt: timeOrNull(row.owned_us),
    by: row.by_kind === null ? null : { kind: row.by_kind, id: row.by_id },
    reason: row.reason,
  };
}

/** The fact of a case, with the customer whom its source names. */
async function readFact(work: Work, bucket: number, caseId: string): Promise<FactRow | null> {
  const heads = await sql<{ customer: string | null }>`
    select customer from recovery.case_head where bucket = ${bucket} and case_id = ${caseId}`.execute(work);
  const customer = heads.rows[0]?.customer ?? null;
  if (customer === null) return null;
  // The facts of ids that were ever linked stand with one of them, under the name of the person.
  const { root, members } = (await readGroups(work, [customer])).get(customer) ?? {
    root: customer,
    members: [customer],
  };
  const { rows } = await sql<FactRow>`
    select ${FACT_COLUMNS} from recovery.case_fact
    where bucket = ${bucketOf('customer', root)} and customer = any(${[...members]}::text[])
      and case_id = ${caseId}`.execute(work);
  const [fact] = rows;
  return fact === undefined ? null : { ...fact, customer };
}

/** The chain's ends, and what is counted over all of it. A chain's `seq` counts from 0. */
async function readChain(
  work: Work,
  bucket: number,
  caseId: string,
): Promise<Pick<CaseDetail, 'chain' | 'chainLength' | 'people'>> {
  const ofCase = sql`from recovery.hop where bucket = ${bucket} and case_id = ${caseId}`;
  const counted = await sql<{ hops: number; people: number }>`
    select count(*) as hops, count(distinct agent) filter (where not bot) as people ${ofCase}`.execute(work);
  const { hops, people } = counted.rows[0] ?? { hops: 0, people: 0 };
  const { rows } = await sql<HopTable>`
    select * ${ofCase} and (seq < ${TOLD_HOPS.first} or seq >= ${hops - TOLD_HOPS.last}) order by seq`.execute(work);
  return { chain: rows.map(hopOf), chainLength: hops, people };
}

function eventView({ id, source, type, timeUs, data }: CaseEvent): CaseEventView {
  return { id, source, type, time: formatTimeUs(timeUs), data: data as Readonly<Record<string, unknown>> };
}

/** The first and last events in the order in which they count, and what only all of them tell. */
async function readEvents(
  work: Work,
  bucket: number,
  caseId: string,
): Promise<Pick<CaseDetail, 'events' | 'eventCount' | 'ownershipIsProxy'>> {
  const streams = await readStreams(work, [{ bucket, family: 'case', subject: caseId }]);
  const ordered = orderCase((streams.get(caseId) ?? []).map(asCaseEvent))?.events ?? [];
  const told = ordered.filter((_, index) => index < TOLD_EVENTS.first || index >= ordered.length - TOLD_EVENTS.last);
  return {
    ownershipIsProxy: ordered.some(({ event }) => event.type === 'case.owned' && event.data.proxy === true),
    events: told.map(({ event }) => eventView(event)),
    eventCount: ordered.length,
  };
}

/** One case with its chain and events. Unknown, not yet folded or never opened → null. */
export async function readCase(db: Database, caseId: string, asOfUs: number): Promise<CaseDetail | null> {
  // No event can name such a case, and PostgreSQL can't be asked for it.
  if (caseId.includes('\0')) return null;
  return inSnapshot(db, async (work) => {
    const bucket = bucketOf('case', caseId);
    const fact = await readFact(work, bucket, caseId);
    if (fact === null) return null;
    const settings = await readBookSettings(work);
    return {
      ...itemOf(fact, settings, asOfUs),
      customer: fact.customer,
      region: fact.region,
      fault: fact.fault,
      resolvingTeam: fact.resolving_team,
      resolvedAt: timeOrNull(fact.resolved_us),
      ownedAt: timeOrNull(fact.owned_us),
      unheldSeconds: fact.unheld_us / 1e6,
      returnsToQueue: fact.agent_returns,
      escalationsFromBot: fact.escalations_from_bot,
      pingPong: { direct: hasFlag(fact.flags, 'agentPingPongDirect'), any: hasFlag(fact.flags, 'agentPingPongAny') },
      ...(await readChain(work, bucket, caseId)),
      ...(await readEvents(work, bucket, caseId)),
    };
  });
}
