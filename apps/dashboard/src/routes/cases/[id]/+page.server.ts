import { error } from '@sveltejs/kit';
import { nowUs, readCase } from '#lib/server/data.ts';
import { settings } from '#lib/server/settings.ts';
import { layoutTimeline } from '#lib/timeline/layout.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
  const asOfUs = nowUs();
  const detail = await readCase(params.id, asOfUs);
  if (detail === null) {
    const advice = 'A case appears within a second of the receipt of its case.opened event.';
    error(404, { message: `There is no case ${params.id}.`, advice });
  }
  const asOf = new Date(asOfUs / 1000).toISOString();
  return { detail, asOf, timeline: layoutTimeline(detail, asOf), timeZone: settings.timeZone };
};
