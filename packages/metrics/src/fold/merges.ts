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
 * A merge is applied only into a case of the same person that has opened, and not in a circle; what hangs on a merge
 * that is not applied counts where it hangs. `cases`: the events of every case that may be merged or be merged into.
 * `isSamePerson`: whether two customer ids are one person now; by default only an id and itself.
 */
export function mergeIndex(
  cases: Cases,
  isSamePerson: (a: string, b: string) => boolean = (a, b) => a === b,
): (caseId: string) => readonly CaseEvent[] {
  const told = new Map([...cases].map(([caseId, events]) => [caseId, mergeTarget(events)] as const));
  const customerOf = (caseId: string) => earliestOpening(cases.get(caseId) ?? [])?.data.customer ?? null;
  const isOnePerson = (caseId: string, target: string) => {
    const [customer, other] = [customerOf(caseId), customerOf(target)];
    return customer !== null && other !== null && isSamePerson(customer, other);
  };
  const targets = new Map([...told].filter(([caseId, target]) => target !== null && isOnePerson(caseId, target)));
  const targetOf = (caseId: string) => targets.get(caseId) ?? null;
  const sources = Map.groupBy(
    [...targets.keys()].filter((caseId) => !isCircular(caseId, targetOf)),
    (caseId) => targetOf(caseId) as string,
  );
  const collect = (caseId: string): readonly CaseEvent[] =>
    (sources.get(caseId) ?? []).flatMap((source) => [...(cases.get(source) ?? []), ...collect(source)]);
  return collect;
}
