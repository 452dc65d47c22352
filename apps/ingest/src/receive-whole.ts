import { openBody } from './body/open.ts';
import { readWhole } from './body/read-whole.ts';
import type { Head, WholeForm } from './head.ts';
import type { Intake, IngestContext } from './intake.ts';
import { ROW_BYTES } from './limits.ts';
import { rateHeaders } from './rate/rate-headers.ts';
import { readEvents } from './read-events.ts';
import { receiveEvents } from './receive-events.ts';
import { isAllRefused, type Receipt } from './receipt.ts';
import { keepRefusedBody } from './rejected-body.ts';

function answer(context: IngestContext, receipt: Receipt, headers: Record<string, string>): Response {
  if (!isAllRefused(receipt)) return context.json(receipt, 200, headers);
  const detail = `all ${receipt.rejectedCount} events were refused`;
  const problem = { type: 'all-refused', title: 'Every event was refused', status: 422, detail, ...receipt };
  return context.body(JSON.stringify(problem), 422, { ...headers, 'Content-Type': 'application/problem+json' });
}

/** A body that is read whole, then stored, then answered with its receipt. */
export async function receiveWhole(intake: Intake, context: IngestContext, head: Head<WholeForm>): Promise<Response> {
  const { deps, options, budget, limiter } = intake;
  const key = context.get('key');
  const { headers } = context.req.raw;
  const share = budget.share();
  try {
    const body = await readWhole(openBody(context, head.inflater), headers.get('content-length'), share, options);
    const incoming = await readEvents(head.form, headers, body, deps.nowUs()).catch(keepRefusedBody(deps, key, body));
    // The body stays until they are stored, in case it has to be kept; this is for what goes to the database.
    share.hold(body.byteLength + incoming.length * ROW_BYTES);
    const receipt = await receiveEvents(deps, key, incoming);
    const { accepted, duplicates, rejectedCount } = receipt;
    context.set('counts', { events: incoming.length, accepted, duplicates, rejected: rejectedCount });
    const left = limiter === null ? {} : rateHeaders(limiter.rate, limiter.take(key.origin, incoming.length));
    return answer(context, receipt, left);
  } finally {
    share.end();
  }
}
