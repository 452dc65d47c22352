import { readFile } from 'node:fs/promises';

/** An event as the fixed file holds it. */
export interface Envelope {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The 1,000 real-size events (about 365 bytes each) that every bench uses, parsed. */
export async function fixedEvents(): Promise<readonly Envelope[]> {
  const text = await readFile(new URL('../fixtures/events.ndjson', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Envelope);
}
