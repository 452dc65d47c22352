import { answerJson, readRoute } from '#lib/server/api.ts';
import { nowUs, readFinestHours } from '#lib/server/data.ts';
import { badRequest } from '#lib/server/problem.ts';
import { requestedReport } from '#lib/server/requested-report.ts';
import { storyWords } from '#lib/words/story.ts';

const MOST_TOLD = 50;

/** The latest finest hours of a period, each with its story in facts and in words. */
export const GET = readRoute(async ({ url }) => {
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs);
  if (!requested.ok) return badRequest(requested.problems);
  const { finestHours, total } = await readFinestHours(requested.query, MOST_TOLD, asOfUs);
  return answerJson({ finestHours: finestHours.map((one) => ({ ...one, words: storyWords(one.story) })), total });
});
