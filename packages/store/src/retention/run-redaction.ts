import type { Database } from '../database.ts';
import { repeat, type Repetition } from '../repeat.ts';
import { redactStreams, type Redaction } from './redact-streams.ts';

const EVERY_MS = 6 * 3_600_000;

export interface RedactionRun extends Omit<Repetition, 'everyMs'> {
  readonly everyMs?: number;
  /** Told where something was taken out. */
  readonly onDone: (redaction: Redaction) => void;
}

/** Redacts what has been silent for too long every six hours, until the signal. Several workers may do so at once. */
export function runRedaction(
  db: Database,
  { signal, everyMs = EVERY_MS, onError, onDone }: RedactionRun,
): Promise<void> {
  const run = async () => {
    const redaction = await redactStreams(db, { actor: 'worker', nowUs: Date.now() * 1000 }, signal);
    if (redaction !== null && redaction.events > 0) onDone(redaction);
  };
  return repeat(run, { signal, everyMs, onError });
}
