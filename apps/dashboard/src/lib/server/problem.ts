import { isHttpError } from '@sveltejs/kit';
import type { QueryProblem } from '@finest-hour/metrics';

/** Answers of RFC 9457. */
export function problem(
  status: number,
  title: string,
  more: { detail?: string; problems?: readonly QueryProblem[] } = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', title, status, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** 400 that names every parameter that is wrong. */
export function badRequest(problems: readonly QueryProblem[]): Response {
  return problem(400, 'bad request', { detail: problems.map(({ detail }) => detail).join('; '), problems });
}

/** What a failed read answers; an error of our own goes on, to be logged and told as 500. */
export function problemOf(thrown: unknown): Response {
  if (!isHttpError(thrown)) throw thrown;
  return problem(thrown.status, thrown.body.message, {}, thrown.status === 503 ? { 'retry-after': '5' } : {});
}
