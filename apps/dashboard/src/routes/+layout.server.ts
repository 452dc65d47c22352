import { readRefused } from '#lib/server/data.ts';
import { log } from '#lib/server/log.ts';
import type { LayoutServerLoad } from './$types';

/** The first day of the period that an address asks for; null: of none, or of none that there is, as its page will say. */
function askedFrom(params: URLSearchParams): string | null {
  const from = params.get('from') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from)) return null;
  const day = new Date(from);
  // 30 February is read as 2 March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(from) ? from : null;
}

/** Refused events, for the foot of every page. Where they can't be counted, the page is shown without. */
export const load: LayoutServerLoad = async ({ url }) => {
  const since = askedFrom(url.searchParams);
  try {
    return { refused: { since, ...(await readRefused(since)) } };
  } catch (err) {
    log.warn({ err }, 'refused events were not counted');
    return { refused: null };
  }
};
