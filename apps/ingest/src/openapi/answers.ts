import { readFileSync } from 'node:fs';

/** What the server answered to a request of the contract tests. */
export interface RecordedAnswer {
  /** null: there is no body. */
  readonly contentType: string | null;
  /** Those that say something, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** By operation, status and name of the request. */
export type Answers = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, RecordedAnswer>>>>>>;

/**
 * The examples of the document: not written but recorded. `contract.test.ts` asks the server again and fails where an
 * answer has become another one; `vitest run -u` there records anew.
 */
export const ANSWERS = JSON.parse(readFileSync(new URL('answers.json', import.meta.url), 'utf8')) as Answers;

/** By name. */
export function answersOf(operation: string, status: number | string): Readonly<Record<string, RecordedAnswer>> {
  return ANSWERS[operation]?.[status] ?? {};
}

const parsed = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** All recorded bodies that are JSON, and all lines of those that are lines of it. */
export function recordedBodies(): readonly unknown[] {
  return Object.values(ANSWERS)
    .flatMap((statuses) => Object.values(statuses))
    .flatMap((named) => Object.values(named))
    .flatMap(({ contentType, body }) => (contentType === 'application/x-ndjson' ? parsed(String(body)) : [body]));
}
