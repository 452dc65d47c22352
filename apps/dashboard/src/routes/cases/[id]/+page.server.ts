import { error } from '@sveltejs/kit';
import type { CaseEventView } from '@finest-hour/metrics';
import { nowUs, readCase } from '#lib/server/data.ts';
import { settings } from '#lib/server/settings.ts';
import { layoutTimeline } from '#lib/timeline/layout.ts';
import { dataWords } from '#lib/words/data.ts';
import type { PageServerLoad } from './$types';

/** Data as names and texts: a page may not carry an object with any name that a sender may choose (`__proto__`). */
function written({ data, ...event }: CaseEventView) {
  return { ...event, fields: Object.entries(data).map(([name, value]) => ({ name, text: dataWords(value) })) };
}

export const load: PageServerLoad = async ({ params }) => {
  const asOfUs = nowUs();
  const detail = await readCase(params.id, asOfUs);
  if (detail === null) {
    const advice = 'A case appears within a second of the receipt of its case.opened event.';
    error(404, { message: `There is no case ${params.id}.`, advice });
  }
  const asOf = new Date(asOfUs / 1000).toISOString();
  return {
    detail: { ...detail, events: detail.events.map(written) },
    asOf,
    timeline: layoutTimeline(detail, asOf),
    timeZone: settings.timeZone,
  };
};
