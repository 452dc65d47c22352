import { eventProblem, readEvent } from '@finest-hour/events';
import type { RejectedDetail, RejectedListItem } from '@finest-hour/store';
import type { RejectedStore } from '../../rejected-store.ts';

/** Waits to be corrected; was replayed; never was. */
export const WAITING = '7f0c0b62-0000-4000-8000-000000000001';
export const REPLAYED = '7f0c0b62-0000-4000-8000-000000000002';
export const UNKNOWN = '7f0c0b62-0000-4000-8000-000000000003';

const problem = eventProblem('bad-data', '/data/customer', 'data.customer is missing');
const payload = JSON.stringify({
  specversion: '1.0',
  id: 'e-1',
  source: 'desk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  data: { channel: 'phone' },
});

const waiting: RejectedDetail = {
  id: WAITING,
  receivedAt: '2026-03-02T09:00:01Z',
  firstReceivedAt: '2026-03-01T09:00:01Z',
  times: 2,
  key: { id: '7f0c0b62-0000-4000-8000-00000000000a', name: 'desk', prefix: 'fh_desk' },
  source: 'desk',
  eventId: 'e-1',
  problem,
  status: 'waiting',
  replayedAt: null,
  truncated: false,
  corrected: false,
  payload,
  correction: null,
};
const replayed: RejectedDetail = {
  ...waiting,
  id: REPLAYED,
  status: 'replayed',
  replayedAt: '2026-03-02T10:00:00Z',
};

function item({ payload: _, correction: __, ...listed }: RejectedDetail): RejectedListItem {
  return listed;
}

/** Two refused events that never change; `rejected.db.test.ts` asks the real store. */
export const rejectedMemory: RejectedStore = {
  list: async () => ({ events: [item(waiting)], next: null }),
  countReasons: async () => ({ [problem.type]: 1 }),
  read: async (id) => [waiting, replayed].find((event) => event.id === id) ?? null,
  replay: async (id, correction, { nowUs }) => {
    if (id !== WAITING) return null;
    const result = readEvent(JSON.parse(correction ?? payload), nowUs);
    return result.ok ? { status: 'accepted' } : { status: 'refused', problem: result.problem };
  },
  replayAll: async () => ({ accepted: 0, duplicates: 0, refused: 1, next: null }),
  discard: async (id) => id === WAITING,
  discardAll: async () => 1,
};
