import type { CaseEvent } from '@finest-hour/events';

/** Ranks of equal instants: what must be known first comes first. */
const TYPE_RANKS: Readonly<Record<string, number>> = {
  'case.opened': 0,
  'case.reopened': 1,
  'case.classified': 2,
  'case.assigned': 3,
  'case.owned': 4,
  'case.resolved': 6,
  'case.closed': 7,
};
const RANK_OF_EVERYTHING_ELSE = 5;

function typeRank(type: string): number {
  return TYPE_RANKS[type] ?? RANK_OF_EVERYTHING_ELSE;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const INTEGER = /^-?\d+$/;

/**
 * Missing first, then integers by value, then any other text.
 * Kinds are kept apart: "9" < "10" by value but "10" < "1z" < "9" as text would be a circle.
 */
export function compareSequences(a: string | null, b: string | null): number {
  const kind = (sequence: string | null) => (sequence === null ? 0 : INTEGER.test(sequence) ? 1 : 2);
  const kinds = kind(a) - kind(b);
  if (kinds !== 0 || a === null || b === null) return kinds;
  if (kind(a) === 2) return compareText(a, b);
  const [x, y] = [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Order at one instant: type rank, source, sequence, id. Total, as source and id identify an event. */
function compareAtOneInstant(a: CaseEvent, b: CaseEvent): number {
  return (
    typeRank(a.type) - typeRank(b.type) ||
    a.timeUs - b.timeUs ||
    compareText(a.source, b.source) ||
    compareSequences(a.sequence, b.sequence) ||
    compareText(a.id, b.id)
  );
}

export interface OrderedCase {
  readonly opening: Extract<CaseEvent, { type: 'case.opened' }>;
  /** All events, each with the instant at which it counts: never before the opening. */
  readonly events: readonly { readonly atUs: number; readonly event: CaseEvent }[];
  readonly eventsBeforeOpening: boolean;
}

/**
 * Puts a case's events into the order in which they count, whatever order they came in.
 * Of several openings the earliest opens the case. Events dated before it count at the opening, in the order of
 * their types, and those of one type rank in the order of their dates. Without an opening → null.
 */
export function orderCase(events: readonly CaseEvent[]): OrderedCase | null {
  let opening: OrderedCase['opening'] | null = null;
  for (const event of events) {
    if (event.type !== 'case.opened') continue;
    if (
      opening === null ||
      event.timeUs < opening.timeUs ||
      (event.timeUs === opening.timeUs && compareAtOneInstant(event, opening) < 0)
    ) {
      opening = event;
    }
  }
  if (opening === null) return null;
  const openedUs = opening.timeUs;
  const ordered = events.map((event) => ({ atUs: Math.max(event.timeUs, openedUs), event }));
  ordered.sort((a, b) => a.atUs - b.atUs || compareAtOneInstant(a.event, b.event));
  return { opening, events: ordered, eventsBeforeOpening: events.some((event) => event.timeUs < openedUs) };
}
