import type { CustomerEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../../book.ts';
import { hasPlaybookFlag, type PlaybookFlag } from '../../playbook/index.ts';
import { days, event, opened, reopened, resolved } from '../../testing/case-log.ts';
import { bought, customerEvent } from '../../testing/customer-log.ts';
import { fold } from '../../testing/fold.ts';
import { foldCustomer } from '../fold-customer.ts';
import { readHistory } from '../history.ts';

/** Opened on day 0, resolved on day 2: its verdict is known on day 44, and the customer is watched until day 134. */
const plain = [opened(), resolved(days(2))];
const failed = [...plain, reopened(days(5), { reason: 'failed' })];
const recommended = (day: number, data = {}) => customerEvent('customer.recommended', days(day), data);

function has(flag: PlaybookFlag, events: readonly CustomerEvent[], own = plain): boolean {
  const [facts] = foldCustomer([fold(own).summary], DEFAULT_BOOK_SETTINGS, readHistory(events));
  return hasPlaybookFlag(facts?.playbook ?? [], flag);
}

describe('a finest hour', () => {
  test('is a recovery after which the customer bought, or recommended us, within 90 days after the verdict', () => {
    expect(has('finestHour', [])).toBe(false);
    expect(has('finestHour', [bought(days(3))])).toBe(true);
    expect(has('finestHour', [bought(days(134))])).toBe(true);
    expect(has('finestHour', [bought(days(134) + 1)])).toBe(false);
    expect(has('finestHour', [recommended(3)])).toBe(true);
  });

  test('is one with a surprise after the resolution, too', () => {
    const surprised = (day: number) => has('finestHour', [], [...plain, event('surprise.given', days(day), {})]);
    expect([1, 2, 3, 50, 134, 135].map(surprised)).toEqual([false, false, true, true, true, false]);
  });

  test('is none where the case was not recovered', () => {
    expect(has('finestHour', [bought(days(3))], failed)).toBe(false);
    expect(has('wonBack', [bought(days(3))], failed)).toBe(false);
    expect(has('wonBack', [])).toBe(true);
  });

  test('comes after the resolution, and is not what made up for the case', () => {
    expect(has('finestHour', [bought(days(2)), recommended(1)])).toBe(false);
    expect(has('finestHour', [bought(days(3), { case: 'case-1' })])).toBe(false);
  });
});

describe('a recommendation', () => {
  test('counts from the opening to 90 days after the verdict, for this case or for none', () => {
    expect(has('recommended', [recommended(0)])).toBe(false);
    expect(has('recommended', [recommended(1)])).toBe(true);
    expect(has('recommended', [recommended(134)])).toBe(true);
    expect(has('recommended', [recommended(135)])).toBe(false);
    expect(has('recommended', [recommended(1, { case: 'case-1' })])).toBe(true);
    expect(has('recommended', [recommended(1, { case: 'case-2' })])).toBe(false);
  });
});
