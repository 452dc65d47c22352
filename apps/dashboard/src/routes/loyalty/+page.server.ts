import { watchedReading } from '#lib/charts/readings.ts';
import { loyaltyCurves, verdictCurves } from '#lib/charts/return-curves.ts';
import { RETURN_DAYS } from '#lib/period/reason.ts';
import { readWatchedPeriod } from '#lib/server/data.ts';
import { drawCurves } from '#lib/server/draw-curves.ts';
import { loadMeasure } from '#lib/server/measure-page.ts';
import { CAME_BACK } from '#lib/words/broken-down.ts';
import { compare } from '#lib/words/comparison.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const data = await loadMeasure(url, {
    share: 'loyalty',
    of: () => CAME_BACK,
    reading: (today) => watchedReading(today, RETURN_DAYS),
    baseline: true,
    watched: (asOfUs) => readWatchedPeriod(asOfUs, RETURN_DAYS),
  });
  if (data.kind !== 'report') return data;
  const { report, before } = data;
  const [now, then] = [report.measures.repeatLoyalty, before.measures.repeatLoyalty];
  const days = now?.horizonDays ?? 0;
  return {
    ...data,
    drawn: {
      loyalty: drawCurves('loyalty', () => loyaltyCurves(report, days)),
      verdict: drawCurves('verdict', () => verdictCurves(report, days)),
    },
    comparison: now === null || then === null ? null : compare(now, then),
  };
};
