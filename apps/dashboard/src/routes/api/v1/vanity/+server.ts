import { badRequest, withKey } from '#lib/server/vanity/api.ts';
import { readVanityReport } from '#lib/server/vanity/read-report.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  withKey(event.request, async (secret) => {
    const requested = await readVanityReport(event, secret);
    if (!requested.ok) return badRequest(requested.problems);
    return Response.json(requested.report, { headers: { 'cache-control': 'no-store' } });
  });
