import { openBody } from '../body/open.ts';
import type { Head } from '../head.ts';
import type { Intake, IngestContext } from '../intake.ts';
import { STREAM_BYTES } from '../limits.ts';
import { answerStream } from './answer.ts';
import { receiveStream } from './receive-stream.ts';

/** A body of lines, stored and answered as it streams in. It holds the same all the time, however long it is. */
export async function receiveLines(intake: Intake, context: IngestContext, head: Head): Promise<Response> {
  const { deps, options, budget, limiter } = intake;
  const key = context.get('key');
  const log = deps.log.child({ requestId: context.get('requestId'), keyId: key.id });
  const share = budget.share();
  try {
    share.hold(STREAM_BYTES + (head.inflater?.windowBytes ?? 0));
    const steps = receiveStream({ deps, log, key, body: openBody(context, head.inflater), limiter, options });
    const first = await steps.next();
    const answer = answerStream(first, steps, (totals) => {
      share.end();
      log.info(totals, 'events');
    });
    return context.body(answer, 200, { 'Content-Type': 'application/x-ndjson' });
  } catch (error) {
    share.end();
    throw error;
  }
}
