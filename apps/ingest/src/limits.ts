export { MAX_EVENT_BYTES } from '@finest-hour/events';

/** One request, inflated. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
export const MAX_BATCH_EVENTS = 10_000;
/** Refusals listed in a receipt; all are counted and kept. */
export const MAX_LISTED_REFUSALS = 100;
