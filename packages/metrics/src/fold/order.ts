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

export function compareText(a: string, b: string): number {
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
  /** When the case counts as opened: the earliest opening, those of cases merged into it included. */
  readonly openedUs: number;
  /** Its own events, each with the instant at which it counts: never before the opening. */
  readonly events: readonly OrderedEvent[];
  /** Those, and what happened inside the cases merged into it: contacts, solutions, what the customer said. */
  readonly withMerged: readonly OrderedEvent[];
  readonly eventsBeforeOpening: boolean;
}

export interface OrderedEvent {
  readonly atUs: number;
  readonly event: CaseEvent;
}

/**
 * Puts a case's events into the order in which they count, whatever order they came in.
 * Of several openings the earliest opens the case. Events dated before it count at the opening, in the order of
 * their types, and those of one type rank in the order of their dates. Without an opening of its own → null.
 *
 * `mergedIn` are the events of cases merged into this one. Their opening counts where it is earlier, and what happened
 * inside them (contacts, solutions, what the customer said, also in public) counts here; their holders and ends stay
 * their own.
 */
export function orderCase(events: readonly CaseEvent[], mergedIn: readonly CaseEvent[] = []): OrderedCase | null {
  const opening = earliestOpening(events);
  return opening === null ? null : orderFrom(opening, events, mergedIn);
}

/** The same, of a case whose opening is known. */
export function orderFrom(
  opening: OrderedCase['opening'],
  events: readonly CaseEvent[],
  mergedIn: readonly CaseEvent[],
): OrderedCase {
  const openedUs = Math.min(opening.timeUs, earliestOpening(mergedIn)?.timeUs ?? Infinity);
  const own = inOrder(events, openedUs);
  const inside =
    mergedIn.length === 0
      ? mergedIn
      : mergedIn.filter(({ type }) => !type.startsWith('case.') || type === 'case.went-public');
  return {
    opening,
    openedUs,
    events: own,
    withMerged: inside.length === 0 ? own : inOrder([...events, ...inside], openedUs),
    eventsBeforeOpening: isAnyBefore(events, openedUs),
  };
}

/** The opening that counts; null: none has arrived. */
export function earliestOpening(events: readonly CaseEvent[]): OrderedCase['opening'] | null {
  let opening: OrderedCase['opening'] | null = null;
  for (const event of events) {
    if (event.type !== 'case.opened') continue;
    const earlier = opening === null ? -1 : event.timeUs - opening.timeUs || compareAtOneInstant(event, opening);
    if (earlier < 0) opening = event;
  }
  return opening;
}

function isAnyBefore(events: readonly CaseEvent[], momentUs: number): boolean {
  for (const event of events) if (event.timeUs < momentUs) return true;
  return false;
}

function compareOrdered(a: OrderedEvent, b: OrderedEvent): number {
  return a.atUs - b.atUs || compareAtOneInstant(a.event, b.event);
}

/** Events mostly come in order, and then need no sorting. */
function inOrder(events: readonly CaseEvent[], openedUs: number): readonly OrderedEvent[] {
  const ordered: OrderedEvent[] = [];
  let last: OrderedEvent | null = null;
  let isSorted = true;
  for (const event of events) {
    const next: OrderedEvent = { atUs: Math.max(event.timeUs, openedUs), event };
    isSorted &&= last === null || compareOrdered(last, next) <= 0;
    ordered.push(next);
    last = next;
  }
  return isSorted ? ordered : ordered.sort(compareOrdered);
}
