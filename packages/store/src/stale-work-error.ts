/**
 * Another worker has worked off the same marks meanwhile, from what may be newer events. What was computed here
 * must not be written over theirs: the transaction is undone, and nothing is lost, since they did the work.
 */
export class StaleWorkError extends Error {
  override readonly name = 'StaleWorkError';

  constructor(what: string) {
    super(`another worker was faster: ${what}`);
  }
}
