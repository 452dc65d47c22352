import { answerJson, readRoute } from '#lib/server/api.ts';
import { nowUs, readCase } from '#lib/server/data.ts';
import { badRequest, problem } from '#lib/server/problem.ts';
import type { RequestEvent } from './$types';

export const GET = readRoute(async ({ params, url }: RequestEvent) => {
  const [unknown] = url.searchParams.keys();
  if (unknown !== undefined) return badRequest([{ parameter: unknown, detail: `unknown parameter: ${unknown}` }]);
  const found = await readCase(params.id, nowUs());
  return found === null ? problem(404, 'unknown case', { detail: `no case: ${params.id}` }) : answerJson(found);
});
