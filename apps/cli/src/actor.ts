import { userInfo } from 'node:os';

/** Who sits at this command line, for the audit. */
export function commandLineActor(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    // A container's user may have no name.
    return `command line (uid ${process.getuid?.() ?? '?'})`;
  }
}
