import { DAY_US, SECOND_US } from '../book.ts';
import { isHumanContact } from './acts.ts';
import type { OrderedCase } from './order.ts';
import { isResolvedAt } from './resolved-at.ts';

/** A second message within the hour belongs to the first. */
const AFTER_FIRST_US = 3_600 * SECOND_US;
export const FOLLOW_UP_WITHIN_US = DAY_US;

/**
 * Somebody came back to the customer within 24 hours, even without a resolution: a person's message more than an hour
 * after the first one, or the case stood resolved by then. Internal notes and automated messages are none.
 */
export function isFollowedUp({ openedUs, withMerged: events }: OrderedCase): boolean {
  const untilUs = openedUs + FOLLOW_UP_WITHIN_US;
  let firstUs: number | null = null;
  for (const { atUs, event } of events) {
    if (atUs > untilUs) break;
    if (!isHumanContact(event)) continue;
    firstUs ??= atUs;
    if (atUs - firstUs > AFTER_FIRST_US) return true;
  }
  return isResolvedAt(events, untilUs);
}
