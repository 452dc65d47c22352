import { isHttpError } from '@sveltejs/kit';
import { vanityDocument } from '#lib/server/vanity/document.ts';
import { readVanityReport } from '#lib/server/vanity/read-report.ts';
import { settings } from '#lib/server/vanity/settings.ts';
import type { RequestHandler } from './$types';

/** A document of its own, not a page in the layout of the others: nothing of theirs is on it, not even their styles. */
export const GET: RequestHandler = async (event) => {
  try {
    const requested = await readVanityReport(event, settings.readKey);
    if (requested.ok) return vanityDocument(200, { report: requested.report, problem: null });
    const problem = requested.problems.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; ');
    return vanityDocument(400, { report: null, problem });
  } catch (thrown) {
    if (!isHttpError(thrown)) throw thrown;
    return vanityDocument(thrown.status, { report: null, problem: thrown.body.message });
  }
};
