import type { Database, Work } from './database.ts';

/** Runs several reads on one snapshot, so that the parts of an answer agree with each other. */
export async function inSnapshot<Result>(db: Database, read: (work: Work) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
