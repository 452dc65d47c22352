import { readEvent, type EventEnvelope, type LoggedEvent } from '@finest-hour/events';
import { appendEvents, type Database } from '@finest-hour/store';

/** What became of the events of an import. */
export interface PushCounts {
  accepted: number;
  /** Already there: the same import, or a part of it, ran before. */
  duplicates: number;
  /** The same id is stored with other content: the file, or its mapping, has changed. */
  conflicts: number;
  /** Not by the contract, by the reason. */
  readonly refused: Map<string, { count: number; first: string }>;
}

export function noCounts(): PushCounts {
  return { accepted: 0, duplicates: 0, conflicts: 0, refused: new Map() };
}

function validate(envelopes: readonly EventEnvelope[], nowUs: number, counts: PushCounts): readonly LoggedEvent[] {
  return envelopes.flatMap((envelope) => {
    const read = readEvent(envelope, nowUs);
    if (read.ok) return read.event;
    const reason = `${read.problem.pointer ?? ''} ${read.problem.detail}`.trim();
    const known = counts.refused.get(reason) ?? { count: 0, first: envelope.id };
    known.count += 1;
    counts.refused.set(reason, known);
    return [];
  });
}

/** Checks events as if they came over the wire and stores them; adds to `counts` what became of each. */
export async function pushEvents(
  db: Database,
  envelopes: readonly EventEnvelope[],
  nowUs: number,
  counts: PushCounts,
): Promise<void> {
  for (const status of await appendEvents(db, validate(envelopes, nowUs, counts), nowUs)) {
    if (status === 'accepted') counts.accepted += 1;
    else if (status === 'duplicate') counts.duplicates += 1;
    else counts.conflicts += 1;
  }
}

/** The same check without storing anything. */
export function checkEvents(envelopes: readonly EventEnvelope[], nowUs: number, counts: PushCounts): void {
  counts.accepted += validate(envelopes, nowUs, counts).length;
}
