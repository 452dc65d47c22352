import type { Share } from './body/budget.ts';
import { openBody } from './body/open.ts';
import { readWhole, type WholeBody } from './body/read-whole.ts';
import type { Head, WholeForm } from './head.ts';
import type { Intake, IngestContext } from './intake.ts';
import { ROW_BYTES } from './limits.ts';
import { rateHeaders } from './rate/rate-headers.ts';
import { readEvents } from './read-events.ts';
import { receiveEvents } from './receive-events.ts';
import { isAllRefused, type Receipt } from './receipt.ts';
import { keepRefusedBody } from './rejected-body.ts';
import { SortedEvents } from './sort-events.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

function answer(context: IngestContext, receipt: Receipt, headers: Record<string, string>): Response {
  // Not by the context, which would build the headers once more.
  if (!isAllRefused(receipt)) return new Response(JSON.stringify(receipt), { headers: { ...JSON_TYPE, ...headers } });
  const detail = `all ${receipt.rejectedCount} events were refused`;
  const problem = { type: 'all-refused', title: 'Every event was refused', status: 422, detail, ...receipt };
  return context.body(JSON.stringify(problem), 422, { ...headers, 'Content-Type': 'application/problem+json' });
}

interface Bounded {
  readonly share: Share;
  readonly body: WholeBody;
}

async function receive(intake: Intake, context: IngestContext, form: WholeForm, { share, body }: Bounded) {
  const { deps, limiter } = intake;
  const key = context.get('key');
  const refuse = keepRefusedBody(deps, key, body.bytes);
  const nowUs = deps.nowUs();
  const events = new SortedEvents(key, nowUs);
  const { headers } = context.req.raw;
  await readEvents(form, headers, body.bytes, nowUs, (incoming) => events.add(incoming)).catch(refuse);
  // The body stays until they are stored, in case it has to be kept; this is for what goes to the database.
  share.hold(body.bytes.byteLength + events.count * ROW_BYTES);
  const receipt = await receiveEvents(deps, key, events);
  const { accepted, duplicates, rejectedCount } = receipt;
  context.set('counts', { events: events.count, accepted, duplicates, rejected: rejectedCount });
  const left = limiter === null ? {} : rateHeaders(limiter.rate, limiter.take(key.origin, events.count));
  return answer(context, receipt, left);
}

/** The length of a body that comes as it is; null where only its end will tell. */
function lengthOf(context: IngestContext, { inflater }: Head): number | null {
  const header = context.req.header('content-length');
  return inflater === null && header !== undefined ? Number(header) : null;
}

/** A body that is read whole, then stored, then answered with its receipt. */
export async function receiveWhole(intake: Intake, context: IngestContext, head: Head<WholeForm>): Promise<Response> {
  const share = intake.budget.share();
  let body: WholeBody | null = null;
  try {
    body = await readWhole(openBody(context, head.inflater), lengthOf(context, head), share, intake.options);
    return await receive(intake, context, head.form, { share, body });
  } finally {
    body?.free();
    share.end();
  }
}
