import type { CaseEvent } from '@finest-hour/events';
import { maturesAfterUs, type BookSettings } from '../book.ts';
import type { Since } from '../facts.ts';
import { earliestOpening, orderCase, type OrderedCase } from './order.ts';

type Cases = ReadonlyMap<string, readonly CaseEvent[]>;

/**
 * The case into which a case is merged as known when it matured, by its own opening, and since when; null: into none. A
 * case that matured unmerged was judged by itself, and hands nothing on.
 */
export function mergeTarget(events: readonly CaseEvent[], settings: BookSettings): Since<string> | null {
  // Most cases are merged into none, and need no ordering to tell.
  if (!events.some(({ type }) => type === 'case.merged')) return null;
  const ordered = orderCase(events);
  return ordered === null ? null : targetAt(ordered, ordered.openedUs + maturesAfterUs(settings));
}

/** The case into which a case is merged by what was told up to a moment, and since when; null: into none. */
export function targetAt({ events }: OrderedCase, momentUs: number): Since<string> | null {
  let target: Since<string> | null = null;
  for (const { atUs, event } of events) {
    if (atUs > momentUs) break;
    if (event.type === 'case.merged') target = { atUs, value: event.data.into };
    else if (event.type === 'case.unmerged') target = null;
  }
  return target;
}

/** Whether two customer ids are one person, as known at a moment. */
export type IsSamePerson = (a: string, b: string, atUs: number) => boolean;

/** When the first of two cases matures by its own opening: what is told later of their customers is no matter of theirs. */
export function mergeJudgedUs(openedUs: number, otherOpenedUs: number, settings: BookSettings): number {
  return Math.min(openedUs, otherOpenedUs) + maturesAfterUs(settings);
}

/** Whether following merges from a case leads back to it. A circle is kept as it was told, and not applied. */
export function isCircular(caseId: string, targetOf: (caseId: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let next = targetOf(caseId); next !== null && !seen.has(next); next = targetOf(next)) {
    if (next === caseId) return true;
    seen.add(next);
  }
  return false;
}

/**
 * Finds, for any case, the events of the cases merged into it, directly or through others; which of them count by which
 * age of the case is found by its fold (`mergedBy`).
 *
 * A merge is applied only into a case of the same person that has opened and had not matured by then; what hangs on a
 * merge that is not applied counts where it hangs. `cases`: the events of every case that may
 * be merged or be merged into. By default only an id and itself are one person.
 */
export function mergeIndex(
  cases: Cases,
  settings: BookSettings,
  isSamePerson: IsSamePerson = (a, b) => a === b,
): (caseId: string) => readonly CaseEvent[] {
  const openingOf = (caseId: string) => earliestOpening(cases.get(caseId) ?? []);
  const isApplied = (caseId: string, { atUs, value: target }: Since<string>) => {
    const [own, other] = [openingOf(caseId), openingOf(target)];
    if (own === null || other === null || atUs > other.timeUs + maturesAfterUs(settings)) return false;
    return isSamePerson(own.data.customer, other.data.customer, mergeJudgedUs(own.timeUs, other.timeUs, settings));
  };
  const targets = new Map<string, string>();
  for (const [caseId, events] of cases) {
    const told = mergeTarget(events, settings);
    if (told !== null && isApplied(caseId, told)) targets.set(caseId, told.value);
  }
  const sources = Map.groupBy(targets.keys(), (caseId) => targets.get(caseId) as string);
  return (caseId) => {
    const seen = new Set([caseId]);
    const collect = (target: string): readonly CaseEvent[] =>
      (sources.get(target) ?? []).flatMap((source) => {
        if (seen.has(source)) return [];
        seen.add(source);
        return [...(cases.get(source) ?? []), ...collect(source)];
      });
    return collect(caseId);
  };
}
