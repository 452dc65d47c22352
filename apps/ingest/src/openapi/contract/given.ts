import type { RecordedAnswer } from '../answers.ts';
import type { OpenApiDocument } from '../types.ts';
import { provocationsOf } from './provocations.ts';

/** An answer that was provoked. */
export interface Given extends RecordedAnswer {
  readonly operation: string;
  /** The status that the request was meant to provoke. */
  readonly expected: string;
  readonly status: string;
  readonly name: string;
}

/** Of the connection, and of the body, which says so itself. */
const SILENT: ReadonlySet<string> = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);

/** An answer, read. */
export async function readAnswer(response: Response): Promise<RecordedAnswer> {
  const text = await response.text();
  const [contentType = null] = response.headers.get('content-type')?.split(';') ?? [];
  const body: unknown =
    contentType?.endsWith('json') && contentType !== 'application/x-ndjson' ? JSON.parse(text) : text;
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !SILENT.has(name)));
  return { contentType, headers, body };
}

/** Provokes every answer, one after the other. */
export async function provokeAll(document: OpenApiDocument): Promise<readonly Given[]> {
  const all: Given[] = [];
  for (const [operation, provocations] of Object.entries(provocationsOf(document))) {
    for (const [key, provoke] of Object.entries(provocations)) {
      const [expected = '', ...words] = key.split(' ');
      const response = await provoke();
      const name = words.join(' ');
      all.push({ operation, expected, name, status: String(response.status), ...(await readAnswer(response)) });
    }
  }
  return all;
}

/** They are the document and the page themselves, or change by the second. */
const NOT_RECORDED: ReadonlySet<string> = new Set(['readOpenApi', 'readDocs', 'readMetrics']);

/** The text of `answers.json`. */
export function record(all: readonly Given[]): string {
  const answers: Record<string, Record<string, Record<string, RecordedAnswer>>> = {};
  for (const { operation, status, name, contentType, headers, body } of all) {
    if (NOT_RECORDED.has(operation) && status === '200') continue;
    const ofStatus = ((answers[operation] ??= {})[status] ??= {});
    ofStatus[name] = { contentType, headers, body };
  }
  return `${JSON.stringify(answers, null, 2)}\n`;
}
