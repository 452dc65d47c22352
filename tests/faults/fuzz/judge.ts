import { DOCUMENTED, REASONS } from './documented.ts';
import type { Reading } from './second-reading.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejectedCount: number;
  readonly rejected: readonly { readonly index: number; readonly problem: { readonly type: string } }[];
}

interface Problem {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
}

interface LastLine {
  readonly done?: boolean;
  readonly error?: Problem;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

const SAME_ID = 'conflict';

/** Whether an answer fits the statuses and problems that are documented. */
export function judgeForm({ status, contentType, text }: Answer, isStream: boolean): string[] {
  const types = DOCUMENTED.get(status);
  if (types === undefined) return [`${status} is no documented status`];
  if (status >= 500) return [`${status}: ${text}`];
  if (status === 200) return isStream === contentType.includes('ndjson') ? [] : [`200 as ${contentType}`];
  if (contentType !== 'application/problem+json') return [`${status} as ${contentType}`];
  const problem = JSON.parse(text) as Problem;
  if (problem.status !== status || !types.includes(problem.type)) return [`${status} of type ${problem.type}`];
  return problem.detail.length > 0 ? [] : ['a problem without a word'];
}

/** What became of a request's events: how many were taken, and of those listed why they were not. */
function outcomeOf(
  { text }: Answer,
  isStream: boolean,
): { taken: number; refused: number; listed: Receipt['rejected'] } {
  if (!isStream) {
    const { accepted, duplicates, rejectedCount, rejected } = JSON.parse(text) as Receipt;
    return { taken: accepted + duplicates, refused: rejectedCount, listed: rejected };
  }
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const last = lines.at(-1) as LastLine;
  if (last.done !== true) throw new Error(`a stream that was good ended with ${JSON.stringify(last)}`);
  const listed = (lines.slice(0, -1) as Receipt[]).flatMap(({ rejected }) => rejected);
  return { taken: last.accepted + last.duplicates, refused: last.rejected, listed };
}

/** Refusals in the order of the events; where all are listed, each has to be one that the second reading gives too. */
function judgeReasons(listed: Receipt['rejected'], { events }: Reading): string[] {
  const wrong = events.filter((faults) => faults.size > 0);
  const given = listed.filter(({ problem }) => problem.type !== SAME_ID).map(({ problem }) => problem.type);
  if (given.length !== wrong.length)
    return [`refused as ${given.join()}, and not as ${wrong.map((faults) => [...faults].join('/')).join()}`];
  return given.flatMap((type, at) => {
    if (!REASONS.has(type)) return [`${type} is no documented reason`];
    return wrong[at]?.has(type) === true ? [] : [`refused as ${type}, and not as ${[...(wrong[at] ?? [])].join('/')}`];
  });
}

/** What speaks against an answer, given what a second reading makes of the request; empty: nothing. */
export function judge(answer: Answer, reading: Reading): string[] {
  const isStream = reading.isStream && answer.status === 200;
  const form = judgeForm(answer, isStream);
  if (form.length > 0) return form;
  if (reading.faults.size > 0) {
    // A stream that has begun says at its end what broke it off.
    const last = answer.text.trimEnd().split('\n').at(-1) ?? '';
    const { type, error } = JSON.parse(isStream ? last : answer.text) as { type?: string; error?: Problem };
    const given = error?.type ?? type ?? 'no problem at all';
    return reading.faults.has(given) ? [] : [`${given}, and not ${[...reading.faults].join('/')}`];
  }
  if (![200, 422].includes(answer.status)) return [`refused as a whole: ${answer.text}`];
  const { taken, refused, listed } = outcomeOf(answer, isStream);
  if (taken + refused !== reading.events.length) return [`${taken} + ${refused} events of ${reading.events.length}`];
  if (!isStream && (taken === 0 && refused > 0) !== (answer.status === 422))
    return [`${answer.status} for ${taken} + ${refused}`];
  return refused > 100 ? [] : judgeReasons(listed, reading);
}
