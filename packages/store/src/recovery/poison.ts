import type { Stream } from '../log/read.ts';

/** Streams worked off at a time. */
export const MAX_STREAMS = 1_000;

/** A try at a round of a projection. */
export interface Attempt {
  /** At most so many streams. */
  readonly limit: number;
  /** The one that is known to undo the whole transaction, and by what. */
  readonly poison: { readonly subject: string; readonly error: string } | null;
  /** What it has read; the projection tells. */
  streams: readonly Stream[];
}

/** PostgreSQL: bad data, broken constraints, exceeded limits. */
const DATA = /^(22|23|54)/;
/** A statement took too long. */
const TOO_LONG = '57014';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether the streams are to blame, and not the database, a rival, or a right that is missing. */
function isOfStreams(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return DATA.test(code) || code === TOO_LONG;
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

/**
 * Runs a round of a projection, and where its streams undo it smaller ones, until it is one alone: that is tried once
 * more as poison, to be parked, so that it holds nobody up. One that takes too long is not: the database may be slow for
 * another reason.
 */
export async function withoutPoison(run: (attempt: Attempt) => Promise<number>): Promise<number> {
  for (let limit = MAX_STREAMS; ;) {
    const attempt: Attempt = { limit, poison: null, streams: [] };
    try {
      return await run(attempt);
    } catch (error) {
      const [first] = attempt.streams;
      if (!isOfStreams(error) || first === undefined) throw error;
      limit = attempt.streams.length >>> 1;
      if (limit > 0) continue;
      if (codeOf(error) === TOO_LONG) throw error;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return run({ limit: 1, poison: { subject: first.subject, error: text }, streams: [] });
    }
  }
}
