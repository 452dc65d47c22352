import { answerJson, readRoute } from '#lib/server/api.ts';
import { nowUs, readReport } from '#lib/server/data.ts';
import { badRequest } from '#lib/server/problem.ts';
import { requestedReport } from '#lib/server/requested-report.ts';

export const GET = readRoute(async ({ url }) => {
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs);
  return requested.ok ? answerJson(await readReport(requested.query, asOfUs)) : badRequest(requested.problems);
});
