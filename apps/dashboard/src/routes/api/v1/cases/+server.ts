import { answerJson, readRoute } from '#lib/server/api.ts';
import { BadCursorError, nowUs, readCases } from '#lib/server/data.ts';
import { badRequest } from '#lib/server/problem.ts';
import { requestedCases } from '#lib/server/requested-cases.ts';

export const GET = readRoute(async ({ url }) => {
  const asOfUs = nowUs();
  const requested = await requestedCases(url.searchParams, asOfUs);
  if (!requested.ok) return badRequest(requested.problems);
  try {
    return answerJson(await readCases(requested.query, asOfUs));
  } catch (thrown) {
    if (thrown instanceof BadCursorError) return badRequest([{ parameter: 'after', detail: thrown.message }]);
    throw thrown;
  }
});
