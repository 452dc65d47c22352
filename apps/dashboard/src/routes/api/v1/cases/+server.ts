import { answerJson, readRoute } from '#lib/server/api.ts';
import { askedCases } from '#lib/server/asked-cases.ts';
import { badRequest } from '#lib/server/problem.ts';

export const GET = readRoute(async ({ url }) => {
  const asked = await askedCases(url.searchParams);
  return asked.ok ? answerJson(asked.page) : badRequest(asked.problems);
});
