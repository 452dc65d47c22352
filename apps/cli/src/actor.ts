import { userInfo } from 'node:os';
import type { Act, Asking } from '@finest-hour/store';

/** Who sits at this command line, for the audit. */
export function commandLineActor(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    // A container's user may have no name.
    return `command line (uid ${process.getuid?.() ?? '?'})`;
  }
}

/** Who asks here, for the audit. */
export function askHere(): Asking {
  return { actor: commandLineActor(), nowUs: Date.now() * 1000 };
}

/** What is being done here, for the audit. */
export function actNow(action: string): Act {
  return { atUs: Date.now() * 1000, actor: commandLineActor(), action };
}
