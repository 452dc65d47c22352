import { ownershipCurve } from '#lib/charts/ownership-curve.ts';
import { shareReading } from '#lib/charts/readings.ts';
import { drawCurves } from '#lib/server/draw-curves.ts';
import { loadMeasure } from '#lib/server/measure-page.ts';
import { ownedWithin } from '#lib/words/broken-down.ts';
import { compare } from '#lib/words/comparison.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const data = await loadMeasure(url, {
    share: 'ownership',
    of: ownedWithin,
    reading: () => shareReading,
    baseline: false,
    watched: null,
  });
  if (data.kind !== 'report') return data;
  const { report, before } = data;
  const [now, then] = [report.measures.timeToOwnership, before.measures.timeToOwnership];
  return {
    ...data,
    drawn: drawCurves('ownership', (size) => ownershipCurve(report, size)),
    comparison: compare(now.withinTarget, then.withinTarget),
  };
};
