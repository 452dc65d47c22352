export { MAX_EVENT_BYTES } from '@finest-hour/events';

/** One request, inflated; a stream of lines has no such limit. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
export const MAX_BATCH_EVENTS = 10_000;
/** Of an event in a batch that is longer than this, spaces included, nothing is read: it is too large in any case. */
export const MAX_READ_BYTES = 1024 * 1024;
/** Refusals listed in a receipt; all are counted and kept. */
export const MAX_LISTED_REFUSALS = 100;

/** Bodies held at a time by the whole process, inflated, until their events are committed. */
export const MAX_BYTES_IN_FLIGHT = 48 * 1024 * 1024;
/** What an event takes beside its text while it waits to be committed. */
export const ROW_BYTES = 1024;

/** A sender who is silent for so long in the middle of a body is cut off. */
export const IDLE_MS = 30_000;
/** A body that is read whole must be there within this. */
export const WHOLE_BODY_MS = 120_000;

/** A stream of lines is stored in batches of so many, or of so many bytes. */
export const STREAM_BATCH_EVENTS = 1_000;
export const STREAM_BATCH_BYTES = 1024 * 1024;
/** Lines of a slow sender wait this long for more to be stored with. */
export const STREAM_FLUSH_MS = 100;
/** What a stream holds at the most: a batch, the next one's chunks, and the window of the encoding that looks back furthest. */
export const STREAM_BYTES = 3 * 1024 * 1024;

/** Come again after so many seconds: when the database is back, and when there is room. */
export const UNAVAILABLE_SECONDS = 5;
export const BUSY_SECONDS = 1;
