import { Hono } from 'hono';
import type { AppOptions } from './app-options.ts';
import { authorize, type IngestEnv } from './authorize.ts';
import { discardBody } from './body/discard.ts';
import type { IngestDeps } from './deps.ts';
import { isWhole, readHead } from './head.ts';
import { REQUEST_PROBLEMS, type HttpProblem } from './http-problem.ts';
import { openIntake, type IngestContext, type Intake } from './intake.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { receiveLines } from './ndjson/receive-lines.ts';
import { problemOf } from './problem-response.ts';
import { tooManyEvents } from './rate/rate-headers.ts';
import { receiveWhole } from './receive-whole.ts';

/** Throws 429 while the key has to make up for what it has sent. */
function checkRate({ limiter }: Intake, context: IngestContext): void {
  if (limiter === null) return;
  const allowance = limiter.take(context.get('key').origin, 0);
  if (allowance.waitSeconds > 0) throw tooManyEvents(limiter.rate, allowance);
}

/** Who is refused as a whole has had their request read for nothing, and pays as for one event. */
function chargeRefusal({ limiter }: Intake, context: IngestContext, { type }: HttpProblem): void {
  const isTheirFault = REQUEST_PROBLEMS[type][0] < 500;
  if (isTheirFault && type !== 'too-many-events') limiter?.take(context.get('key').origin, 1);
}

/** `POST /v1/events`: events in, a receipt out, once they are committed. */
export function eventsRoute(deps: IngestDeps, options: AppOptions): Hono<IngestEnv> {
  const route = new Hono<IngestEnv>();
  const intake = openIntake(deps, options);
  route.post('/', authorize(deps, 'ingest'), async (context) => {
    try {
      checkRate(intake, context);
      const head = readHead(context.req.raw.headers);
      return await (isWhole(head) ? receiveWhole(intake, context, head) : receiveLines(intake, context, head));
    } catch (error) {
      const problem = problemOf(error);
      chargeRefusal(intake, context, problem);
      // For the rest of a body that did not come nobody waits once more.
      if (problem.type !== 'timeout') await discardBody(context);
      throw error;
    }
  });
  refuseOtherMethods(route, { '/': 'POST' });
  return route;
}
