import {
  countRejectedReasons,
  discardRejected,
  discardRejectedAll,
  listRejectedEvents,
  readRejectedEvent,
  replayRejected,
  replayRejectedAll,
  type Asking,
  type Database,
  type RejectedDetail,
  type RejectedFilter,
  type RejectedPage,
  type RejectedPlace,
  type ReplayedAll,
  type ReplayOptions,
  type ReplayOutcome,
} from '@finest-hour/store';

/** How far into a list to begin, and how much of it to take. */
export interface Slice {
  readonly limit: number;
  readonly after: RejectedPlace | null;
}

/** What the routes of refused events need of the store. `origin`: whose events; null: everybody's. */
export interface RejectedStore {
  list(filter: RejectedFilter, slice: Slice): Promise<RejectedPage>;
  countReasons(filter: RejectedFilter): Promise<Readonly<Record<string, number>>>;
  read(id: string, origin: string | null): Promise<RejectedDetail | null>;
  /** null: it does not wait (any more). */
  replay(id: string, correction: string | null, options: ReplayOptions): Promise<ReplayOutcome | null>;
  replayAll(filter: RejectedFilter, slice: Slice & Asking): Promise<ReplayedAll>;
  discard(id: string, origin: string | null, asking: Asking): Promise<boolean>;
  discardAll(filter: RejectedFilter, asking: Asking): Promise<number>;
}

export function rejectedStore(db: Database): RejectedStore {
  return {
    list: (filter, slice) => listRejectedEvents(db, filter, slice),
    countReasons: (filter) => countRejectedReasons(db, filter),
    read: (id, origin) => readRejectedEvent(db, id, origin),
    replay: async (id, correction, options) => (await replayRejected(db, [id], correction, options)).get(id) ?? null,
    replayAll: (filter, slice) => replayRejectedAll(db, filter, slice),
    discard: (id, origin, asking) => discardRejected(db, id, origin, asking),
    discardAll: (filter, asking) => discardRejectedAll(db, filter, asking),
  };
}
