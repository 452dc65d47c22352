import type { EventEnvelope } from '@finest-hour/events';
import { holderNow, phaseNow, placeInTime, sameHolder, toldNow } from './current.ts';
import type { CaseMemory, Holder } from './memory.ts';
import type { Classification, Phase, Snapshot } from './snapshot.ts';

/** What one snapshot says that the one before did not. */
export interface Comparison {
  readonly memory: CaseMemory;
  /** In the order in which they count: opened, reopened, classified, assigned, owned, contact, resolved, closed. */
  readonly events: readonly EventEnvelope[];
  /** What the contract has no words for, and was left at its first value. */
  readonly remarks: readonly string[];
}

/**
 * Turns a snapshot into events by comparing it with what is remembered of the one before (null: the first).
 *
 * Order within a case is the order of the calls: a snapshot dated at or before the one above it is set one
 * millisecond after it, so that the events' times alone keep that order. The opening keeps its own time.
 * `ordinal` counts the case's rows from 0; with the case it makes the events' ids, so a repeated import repeats them.
 */
export function compareSnapshots(
  before: CaseMemory | null,
  now: Snapshot,
  ordinal: number,
  source: string,
): Comparison {
  const atMs = placeInTime(before, now.atMs);
  const phase = phaseNow(before, now);
  const told = toldNow(before, now);
  const holder = holderNow(phase, told);
  const reopened = before !== null && isDone(before.phase) && !isDone(phase);
  const stillOwned = before !== null && before.owned && !reopened && before.holder.agent === holder.agent;
  const owned = stillOwned || (phase === 'worked' && holder.agent !== null && !holder.bot);

  const write = writer(now, ordinal, source);
  const events: EventEnvelope[] = [];
  const time = new Date(atMs).toISOString();
  const add = (kind: string, data: EventEnvelope['data']): void => void events.push(write(kind, time, data));

  if (before === null) events.push(write('opened', new Date(now.openedMs ?? atMs).toISOString(), opening(now)));
  if (reopened) add('reopened', {});
  const news = before === null ? {} : classificationNews(before, now);
  if (Object.keys(news).length > 0) add('classified', news);
  if (isAssigned(before, now, holder)) add('assigned', { to: destination(holder) });
  if (owned && !stillOwned) add('owned', { by: { kind: 'person', id: holder.agent }, proxy: true });
  if (now.contact !== null) add(now.contact, { channel: now.channel ?? before?.channel ?? 'other' });
  if (phase === 'resolved' && before?.phase !== 'resolved') add('resolved', {});
  if (phase === 'closed' && before?.phase !== 'closed') add('closed', {});

  const customer = before === null ? now.customer : before.customer;
  const channel = before === null ? now.channel : before.channel;
  const memory = { ...classificationKnown(before, now), atMs, phase, customer, channel, told, holder, owned };
  return { memory, events, remarks: before === null ? [] : remarksOn(before, now) };
}

function isDone(phase: Phase): boolean {
  return phase === 'resolved' || phase === 'closed';
}

/** The first snapshot says who holds the case, nobody included; later ones only when that changed. */
function isAssigned(before: CaseMemory | null, now: Snapshot, holder: Holder): boolean {
  if (before === null) return now.agent !== undefined || now.team !== undefined;
  return !sameHolder(before.holder, holder);
}

function destination({ agent, bot, team }: Holder): EventEnvelope['data'] {
  return { ...(agent !== null && { agent }), ...(team !== null && { team }), ...(bot && { kind: 'bot' }) };
}

/** A customer whom the source does not name becomes one of the case's own, and says so. */
function opening(now: Snapshot): EventEnvelope['data'] {
  return {
    customer: now.customer ?? `unknown:${now.caseId}`,
    ...(now.customer === null && { customerUnknown: true }),
    channel: now.channel ?? 'other',
    ...(now.cause !== null && { cause: now.cause }),
    ...(now.product !== null && { product: now.product }),
    ...(now.severity !== null && { severity: now.severity }),
    ...(now.region !== null && { region: now.region }),
    ...(now.url !== null && { url: now.url }),
  };
}

const CLASSIFIED = ['cause', 'product', 'severity', 'region'] as const;

function classificationNews(before: Classification, now: Classification): Record<string, string> {
  const news: Record<string, string> = {};
  for (const field of CLASSIFIED) {
    const value = now[field];
    if (value !== null && value !== before[field]) news[field] = value;
  }
  return news;
}

/** What is not said any more stays as it was said. */
function classificationKnown(before: Classification | null, now: Classification): Classification {
  return {
    cause: now.cause ?? before?.cause ?? null,
    product: now.product ?? before?.product ?? null,
    severity: now.severity ?? before?.severity ?? null,
    region: now.region ?? before?.region ?? null,
  };
}

function remarksOn(before: CaseMemory, now: Snapshot): string[] {
  const remarks: string[] = [];
  if (now.atMs < before.atMs - MOST_ROWS_AT_ONE_TIME_MS)
    remarks.push('dated before the row above it: kept in file order');
  if (now.customer !== null && now.customer !== before.customer) {
    remarks.push('another customer than at the opening: the first is kept');
  }
  if (now.contact === null && now.channel !== null && now.channel !== before.channel) {
    remarks.push('another channel than at the opening: the first is kept');
  }
  return remarks;
}

/** Rows of one time are set apart by a millisecond each; only what lies further back is out of order. */
const MOST_ROWS_AT_ONE_TIME_MS = 1000;

function writer(now: Snapshot, ordinal: number, source: string) {
  return (kind: string, time: string, data: EventEnvelope['data']): EventEnvelope => ({
    specversion: '1.0',
    id: `${now.caseName}:${ordinal}:${kind}`,
    source,
    type: kind === 'made' || kind === 'received' ? `contact.${kind}` : `case.${kind}`,
    subject: now.caseId,
    time,
    data,
  });
}
