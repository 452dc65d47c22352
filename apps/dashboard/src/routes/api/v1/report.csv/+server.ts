import { answerCsv, readRoute } from '#lib/server/api.ts';
import { nowUs, readReport } from '#lib/server/data.ts';
import { badRequest } from '#lib/server/problem.ts';
import { reportCsv } from '#lib/server/report-csv.ts';
import { requestedReport } from '#lib/server/requested-report.ts';

export const GET = readRoute(async ({ url }) => {
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs);
  if (!requested.ok) return badRequest(requested.problems);
  const { from, to } = requested.query;
  return answerCsv(reportCsv(await readReport(requested.query, asOfUs)), `report-${from}-${to}.csv`);
});
