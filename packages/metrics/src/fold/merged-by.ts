import type { CaseEvent } from '@finest-hour/events';
import { targetAt } from './merges.ts';
import { earliestOpening, orderCase, orderFrom, type OrderedCase } from './order.ts';

/** A case that is merged into another, directly or through others. */
interface Source {
  readonly openedUs: number;
  readonly ordered: OrderedCase;
  readonly events: readonly CaseEvent[];
}

function sourcesOf(mergedIn: readonly CaseEvent[]): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const [caseId, events] of Map.groupBy(mergedIn, ({ subject }) => subject)) {
    const ordered = orderCase(events);
    if (ordered !== null) sources.set(caseId, { openedUs: ordered.openedUs, ordered, events });
  }
  return sources;
}

/** Which sources count for a case by what was told up to a moment: merges in a circle don't, and hold what hangs on them. */
class MergesAt {
  readonly #caseId: string;
  readonly #targetOf: (caseId: string) => string | null;
  readonly #onCircle: ReadonlySet<string>;

  constructor(own: OrderedCase, sources: ReadonlyMap<string, Source>, atUs: number) {
    this.#caseId = own.opening.subject;
    this.#targetOf = (caseId) => {
      const ordered = caseId === this.#caseId ? own : sources.get(caseId)?.ordered;
      return ordered === undefined ? null : (targetAt(ordered, atUs)?.value ?? null);
    };
    const path = this.#pathFrom(this.#caseId);
    this.#onCircle = new Set(path.at(-1) === this.#caseId ? path : []);
  }

  counts(source: string): boolean {
    const path = [source, ...this.#pathFrom(source)];
    return path.at(-1) === this.#caseId && !path.slice(0, -1).some((caseId) => this.#onCircle.has(caseId));
  }

  /** The cases into which one is merged, one through the other, up to the case itself. */
  #pathFrom(caseId: string): readonly string[] {
    const path: string[] = [];
    for (let next = this.#targetOf(caseId); next !== null && !path.includes(next); next = this.#targetOf(next)) {
      path.push(next);
      if (next === this.#caseId) break;
    }
    return path;
  }
}

/**
 * Of what is merged into a case, what was at an age: every merge on the way had been told by then, counted from the
 * earliest opening of all that count, and none was in a circle by then. What is told later is no matter of what had
 * settled by that age, be it an early sign or the verdict. `opening` and `events` are the case's own.
 */
export function mergedBy(
  opening: OrderedCase['opening'],
  events: readonly CaseEvent[],
  mergedIn: readonly CaseEvent[],
  ageUs: number,
): readonly CaseEvent[] {
  if (mergedIn.length === 0) return [];
  const own = orderFrom(opening, events, []);
  const sources = sourcesOf(mergedIn);
  const earlier = [...sources.values()].map(({ openedUs }) => openedUs).filter((openedUs) => openedUs < own.openedUs);
  for (const openedUs of [...earlier.sort((a, b) => a - b), own.openedUs]) {
    const merges = new MergesAt(own, sources, openedUs + ageUs);
    const known = [...sources].filter(([caseId, source]) => source.openedUs >= openedUs && merges.counts(caseId));
    const isOpening = openedUs === own.openedUs || known.some(([, source]) => source.openedUs === openedUs);
    if (isOpening) return known.flatMap(([, source]) => source.events);
  }
  return [];
}

/** A case as it was known at an age: what had happened by then, in it and in what was merged into it by then. */
export function orderAtAge(
  opening: OrderedCase['opening'],
  events: readonly CaseEvent[],
  mergedIn: readonly CaseEvent[],
  ageUs: number,
): OrderedCase {
  const known = mergedBy(opening, events, mergedIn, ageUs);
  const openedUs = Math.min(opening.timeUs, earliestOpening(known)?.timeUs ?? Infinity);
  const isKnown = ({ timeUs }: CaseEvent) => timeUs <= openedUs + ageUs;
  return orderFrom(opening, events.filter(isKnown), known.filter(isKnown));
}
