import type { Family } from '@finest-hour/events';
import { sql } from 'kysely';
import type { BucketSpan } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import type { Stream } from '../log/read.ts';
import { NO_TURN, type Round, type Turn } from '../worker/turn.ts';
import { committedBetween, deleteMarks, readMarks, streamsOf } from './marks-read.ts';
import type { Parked } from './park.ts';
import { withoutPoison } from './poison.ts';

/** What a projection works off in one transaction. */
export interface Batch {
  readonly streams: readonly Stream[];
  /** Since when the oldest of their marks waits, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** The only stream is to be parked unread: it has undone the transaction before. */
  readonly poison: Parked | null;
}

export interface RoundOptions {
  /** Whose turn it is; left out: first come, first served. */
  readonly turn?: Turn;
  /** Lets a test put an event in between. */
  readonly afterReadingMarks?: () => Promise<void>;
}

/** Folds and writes a batch; answers how much there was to fold of each stream. */
type Project = (work: Work, batch: Batch) => Promise<Round['lengthOf']>;

const NOTHING: Round['lengthOf'] = () => 0;

/**
 * What a round looks up by key is mostly in memory, which the planner's defaults, made for disks, don't believe: each
 * would read whole tables. It is told, not forced: with hash joins forbidden, a table that is believed empty is read once
 * for every key. And nobody waits for a round's commit to be on disk: what a crash takes back goes as a whole, rows and
 * the marks that it worked off, and is done again.
 */
async function prepare(work: Work): Promise<void> {
  await sql`
    select set_config('random_page_cost', '1.1', true), set_config('synchronous_commit', 'off', true)`.execute(work);
}

/**
 * One round of a projection, in one transaction: reads marks, has their streams projected (by later statements, so of a
 * later snapshot), and deletes exactly the marks it read. A stream that undoes the transaction is parked by one of its
 * own. Answers how many marks it worked off; 0: nothing to do.
 */
export function projectRound(
  db: Database,
  family: Family,
  span: BucketSpan,
  { turn = NO_TURN, afterReadingMarks }: RoundOptions,
  project: Project,
): Promise<number> {
  return withoutPoison((attempt) =>
    db.transaction().execute(async (work) => {
      const { limit, poison } = attempt;
      await prepare(work);
      const marks = await readMarks(work, family, turn.begin(span), limit, turn.resting());
      const streams = streamsOf(marks);
      attempt.streams = streams;
      const { sinceMs, untilMs } = committedBetween(marks);
      let lengthOf = NOTHING;
      if (marks.length > 0) {
        await afterReadingMarks?.();
        const poisoned = streams.find(({ subject }) => subject === poison?.subject);
        const parked = poisoned && poison && { stream: poisoned, error: poison.error };
        lengthOf = await project(work, { streams, sinceMs, poison: parked ?? null });
        await deleteMarks(work, marks);
      }
      turn.took({ streams, limit, sinceMs, untilMs, lengthOf });
      return marks.length;
    }),
  );
}
