import { userInfo } from 'node:os';
import { recordAuditAlone, type Database } from '@finest-hour/store';

/** Who sits at this command line, for the audit. */
export function commandLineActor(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    // A container's user may have no name.
    return `command line (uid ${process.getuid?.() ?? '?'})`;
  }
}

/** Writes down what was just done here. */
export function noteDone(db: Database, action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  return recordAuditAlone(db, { atUs: Date.now() * 1000, actor: commandLineActor(), action, detail });
}
