import { REQUEST_PROBLEMS, type RequestProblemType } from '../http-problem.ts';
import { answersOf, type RecordedAnswer } from './answers.ts';
import { COMMON_HEADERS, PROBLEM_HEADERS } from './headers.ts';
import { problemName, refTo } from './problem-schemas.ts';
import type { Answer, Content, Header, Headers, MediaType, Schema } from './types.ts';

/** An answer that is no problem of the request, or one with a shape of its own. */
export interface Outcome {
  readonly status: number;
  readonly description: string;
  readonly headers?: Headers;
  /** By media type; none: there is no body. */
  readonly content?: Readonly<Record<string, Omit<MediaType, 'examples'>>>;
}

const COMMON_REFS = Object.fromEntries(
  Object.keys(COMMON_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

type Named = readonly (readonly [string, RecordedAnswer])[];

/** What was recorded of a media type, as its examples. */
function withExamples(content: Outcome['content'], recorded: Named): Content {
  const entries = Object.entries(content ?? {}).map(([mediaType, media]) => {
    const own = recorded.filter(([, { contentType }]) => contentType === mediaType);
    const examples = Object.fromEntries(own.map(([name, { body }]) => [name, { value: body }]));
    return [mediaType, own.length === 0 ? media : { ...media, examples }] as const;
  });
  return Object.fromEntries(entries);
}

function recordedHeader(name: string, header: Header, recorded: Named): Header {
  const value = recorded.map(([, { headers }]) => headers[name.toLowerCase()]).find((text) => text !== undefined);
  return value === undefined ? header : { ...header, example: value };
}

function answer(operation: string, { status, description, headers, content }: Outcome): Answer {
  const recorded = Object.entries(answersOf(operation, status));
  const told = Object.entries(headers ?? {}).map(([name, header]) => [name, recordedHeader(name, header, recorded)]);
  return {
    description,
    headers: { ...(Object.fromEntries(told) as Headers), ...COMMON_REFS },
    ...(content !== undefined && { content: withExamples(content, recorded) }),
  };
}

/** A header is promised where every problem of its status brings it. */
function headersOf(types: readonly RequestProblemType[]): Headers {
  const sets = types.map((type) => PROBLEM_HEADERS[type] ?? {});
  const merged = Object.assign({}, ...sets) as Headers;
  const entries = Object.entries(merged).map(([name, header]) => {
    const required = sets.every((set) => set[name]?.required === true);
    return [name, { ...header, required }] as const;
  });
  return Object.fromEntries(entries);
}

function problemOutcome(status: number, types: readonly RequestProblemType[]): Outcome {
  const description = types.map((type) => `${REQUEST_PROBLEMS[type][1]} (\`${type}\`).`).join(' ');
  const refs: readonly Schema[] = types.map((type) => refTo(problemName(type)));
  const schema = refs.length === 1 && refs[0] !== undefined ? refs[0] : { oneOf: refs };
  return { status, description, headers: headersOf(types), content: { 'application/problem+json': { schema } } };
}

/**
 * All answers of an operation, by status: its outcomes, and the problems for which it refuses a request, each with the
 * examples that were recorded. `operation` is its `operationId`, by which they are found.
 */
export function responsesOf(
  operation: string,
  outcomes: readonly Outcome[],
  problems: readonly RequestProblemType[],
): Readonly<Record<string, Answer>> {
  const byStatus = Map.groupBy(problems, (type) => REQUEST_PROBLEMS[type][0] as number);
  const refusals = [...byStatus].map(([status, types]) => problemOutcome(status, types));
  const all = [...outcomes, ...refusals].map((outcome) => [outcome.status, answer(operation, outcome)] as const);
  return Object.fromEntries(all);
}
