import type { LoggedEvent } from '@finest-hour/events';
import {
  foldGroup,
  type BookSettings,
  type CaseSummary,
  type GroupMember,
  type LinkStatement,
  type PersonFold,
} from '@finest-hour/metrics';
import { tryFold, tryFoldCustomer } from './try-fold.ts';

/** More ids than this are no person, but a mistake: a shared address, a placeholder. They are parked together. */
export const MAX_LINKED_IDS = 1_000;

/** One id with what happened under it. */
export interface LinkedCustomer {
  readonly customer: string;
  readonly summaries: readonly CaseSummary[];
  readonly events: readonly LoggedEvent[];
}

export interface GroupFold {
  readonly persons: readonly PersonFold[];
  /** Ids of which nothing can be made, and why; the others are folded without them. */
  readonly parked: readonly { readonly customer: string; readonly error: string }[];
}

/** Folds ids of which links were ever told. One that can't be folded is parked, and its links go on joining others. */
export function tryFoldGroup(
  members: readonly LinkedCustomer[],
  statements: readonly LinkStatement[],
  settings: BookSettings,
): GroupFold {
  if (members.length > MAX_LINKED_IDS) {
    const root = members.reduce(
      (least, { customer }) => (customer < least ? customer : least),
      members[0]?.customer ?? '',
    );
    return {
      persons: [],
      parked: [{ customer: root, error: `more than ${MAX_LINKED_IDS} customer ids linked together` }],
    };
  }
  const fine: GroupMember[] = [];
  const parked: { customer: string; error: string }[] = [];
  for (const { customer, summaries, events } of members) {
    const alone = tryFoldCustomer(summaries, events, settings);
    if (alone.ok) fine.push({ customer, summaries, history: alone.value.history });
    else parked.push({ customer, error: alone.error });
  }
  const together = tryFold(() => foldGroup(fine, statements, settings));
  if (together.ok) return { persons: together.value, parked };
  return { persons: [], parked: [...parked, ...fine.map(({ customer }) => ({ customer, error: together.error }))] };
}
