/** The longest that timers can wait (24.8 days); asked for more, they fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export type Timer = ReturnType<typeof setTimeout>;

export function after(waitMs: number, call: () => void): Timer {
  return setTimeout(call, Math.min(waitMs, LONGEST_MS));
}
