import type { Input } from './make-input.ts';

/** What was wrong with an input's answer, and how to see it again: its number makes it, for the same seed. */
export function finding({ number, headers, body }: Input, faults: readonly string[]): string {
  return `input ${number}: ${faults.join('; ')}\n${JSON.stringify(headers)}\n${body.subarray(0, 2_000).toString()}`;
}
