import { badRequest, withKey } from '#lib/server/vanity/api.ts';
import { readVanityReport } from '#lib/server/vanity/read-report.ts';
import { vanityCsv } from '#lib/server/vanity/vanity-csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  withKey(event.request, async (secret) => {
    const requested = await readVanityReport(event, secret);
    if (!requested.ok) return badRequest(requested.problems);
    const { from, to } = requested.report;
    return new Response(vanityCsv(requested.report), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="vanity-${from}-${to}.csv"`,
        'cache-control': 'no-store',
      },
    });
  });
