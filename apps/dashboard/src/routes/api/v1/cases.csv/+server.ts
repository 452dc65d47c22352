import { answerCsv, readRoute } from '#lib/server/api.ts';
import { askedCases } from '#lib/server/asked-cases.ts';
import { casesCsv } from '#lib/server/cases-csv.ts';
import { badRequest } from '#lib/server/problem.ts';
import { address } from '#lib/address.ts';

/** A page of the list; where there is another, the `Link` header leads to it. */
export const GET = readRoute(async ({ url }) => {
  const asked = await askedCases(url.searchParams);
  if (!asked.ok) return badRequest(asked.problems);
  const { page, from, to } = asked;
  const answer = answerCsv(casesCsv(page), `cases-${from}-${to}.csv`);
  if (page.next !== null) {
    const next = address(url.pathname, url.searchParams, { from, to, after: page.next });
    answer.headers.set('link', `<${next}>; rel="next"`);
  }
  return answer;
});
