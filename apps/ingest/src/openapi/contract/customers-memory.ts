import type { CustomersStore } from '../../customers-store.ts';
import { opened } from '../../testing/push.ts';

export const CUSTOMER = 'c-1';

/** One person with one case; `customers.db.test.ts` asks the real store. */
export const customersMemory: CustomersStore = {
  read: async (customer) =>
    customer === CUSTOMER
      ? {
          ids: [CUSTOMER],
          events: [{ ...opened, receivedtime: '2026-03-02T09:00:01Z' }],
          facts: [],
          links: [],
          rejectedEvents: [],
        }
      : null,
  erase: async (customer) => (customer === CUSTOMER ? { erased: [CUSTOMER], cases: 1, events: 1, rejected: 0 } : null),
};
