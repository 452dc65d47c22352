import type { CaseEvent } from '@finest-hour/events';
import { earliestOpening, orderCase } from './order.ts';

type Cases = ReadonlyMap<string, readonly CaseEvent[]>;

/** The case into which a case is merged by its last merge or unmerge; null: into none. */
export function mergeTarget(events: readonly CaseEvent[]): string | null {
  // Most cases are merged into none, and need no ordering to tell.
  if (!events.some(({ type }) => type === 'case.merged')) return null;
  let target: string | null = null;
  for (const { event } of orderCase(events)?.events ?? []) {
    if (event.type === 'case.merged') target = event.data.into;
    else if (event.type === 'case.unmerged') target = null;
  }
  return target;
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
 * Finds, for any case, the events of the cases merged into it, directly or through others.
 *
 * A merge is applied only into a case of the same customer that has opened, and not in a circle; what hangs on a merge
 * that is not applied counts where it hangs. `cases`: the events of every case that may be merged or be merged into.
 */
export function mergeIndex(cases: Cases): (caseId: string) => readonly CaseEvent[] {
  const targets = new Map([...cases].map(([caseId, events]) => [caseId, mergeTarget(events)] as const));
  const targetOf = (caseId: string) => targets.get(caseId) ?? null;
  const sources = Map.groupBy(
    [...targets.keys()].filter((caseId) => targetOf(caseId) !== null && !isCircular(caseId, targetOf)),
    (caseId) => targetOf(caseId) as string,
  );
  const customerOf = (caseId: string) => earliestOpening(cases.get(caseId) ?? [])?.data.customer ?? null;
  const collect = (caseId: string, customer: string): readonly CaseEvent[] =>
    (sources.get(caseId) ?? [])
      .filter((source) => customerOf(source) === customer)
      .flatMap((source) => [...(cases.get(source) ?? []), ...collect(source, customer)]);
  return (caseId) => {
    const customer = customerOf(caseId);
    return customer === null ? [] : collect(caseId, customer);
  };
}
