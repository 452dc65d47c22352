import { isRejectedId, type ApiKey } from '@finest-hour/store';
import { Hono, type Context } from 'hono';
import { askingOf } from './asking.ts';
import { authorize, type IngestEnv } from './authorize.ts';
import type { IngestDeps } from './deps.ts';
import { HttpProblem } from './http-problem.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { correctionLimit, readCorrection } from './rejected-correction.ts';
import { readRejectedQuery, type LimitRange, type RejectedQuery } from './rejected-query.ts';

export const LISTED: LimitRange = { default: 50, most: 200 };
export const REPLAYED: LimitRange = { default: 1_000, most: 10_000 };

type Ask = Context<IngestEnv>;

/** Whose refused events a key sees: an administrator's everybody's, any other its own and its predecessors'. */
function originOf({ scopes, origin }: ApiKey): string | null {
  return scopes.includes('admin') ? null : origin;
}

function queryOf(context: Ask, range: LimitRange): RejectedQuery {
  return readRejectedQuery(new URL(context.req.url).searchParams, originOf(context.get('key')), range);
}

/** Throws 400 where neither a filter nor `all=true` says which ones. */
function deliberateQueryOf(context: Ask, range: LimitRange): RejectedQuery {
  const query = queryOf(context, range);
  if (query.deliberate) return query;
  throw new HttpProblem('bad-query', 'say which refused events are meant by a filter, or all=true');
}

const notFound = (id: string) => new HttpProblem('not-found', `no refused event with id ${JSON.stringify(id)}`);

function idOf(context: Ask): string {
  const id = context.req.param('id') ?? '';
  if (!isRejectedId(id)) throw notFound(id);
  return id;
}

/** Neither a proxy nor a browser keeps what may tell of persons. */
function noStore(context: Ask): void {
  context.header('Cache-Control', 'no-store');
}

/** What a replay answers when nothing waited: there never was such a one, or somebody was faster. */
async function gone(deps: IngestDeps, id: string, origin: string | null): Promise<HttpProblem> {
  const event = await deps.rejectedEvents.read(id, origin);
  const replayedAt = event?.replayedAt ?? null;
  if (replayedAt === null) return notFound(id);
  return new HttpProblem('already-replayed', `the event was replayed at ${replayedAt}`);
}

async function replayOne(deps: IngestDeps, context: Ask): Promise<Response> {
  const id = idOf(context);
  const options = { ...askingOf(deps, context), origin: originOf(context.get('key')) };
  const outcome = await deps.rejectedEvents.replay(id, await readCorrection(context.req.raw), options);
  if (outcome === null) throw await gone(deps, id, options.origin);
  deps.log.info({ key: context.get('key').name, id, outcome: outcome.status }, 'replay of a refused event');
  if (outcome.status !== 'refused') return context.json({ id, status: outcome.status });
  const body = { ...outcome.problem, status: 422, id };
  return context.body(JSON.stringify(body), 422, { 'Content-Type': 'application/problem+json' });
}

const METHODS: Readonly<Record<string, string>> = {
  '/': 'GET, DELETE',
  '/replay': 'POST',
  '/:id': 'GET, DELETE',
  '/:id/replay': 'POST',
};

/** `/v1/rejected-events`: what was refused is listed, corrected, replayed and discarded. */
export function rejectedRoute(deps: IngestDeps): Hono<IngestEnv> {
  const route = new Hono<IngestEnv>();
  const store = deps.rejectedEvents;
  route.use(authorize(deps, 'ingest', 'admin'));
  route.get('/', async (context) => {
    const { filter, limit, after } = queryOf(context, LISTED);
    const [page, counts] = await Promise.all([store.list(filter, { limit, after }), store.countReasons(filter)]);
    noStore(context);
    return context.json({ ...page, counts });
  });
  route.delete('/', async (context) => {
    const discarded = await store.discardAll(deliberateQueryOf(context, LISTED).filter, askingOf(deps, context));
    deps.log.info({ key: context.get('key').name, discarded }, 'refused events discarded');
    return context.json({ discarded });
  });
  route.post('/replay', async (context) => {
    const { filter, limit, after } = deliberateQueryOf(context, REPLAYED);
    const outcome = await store.replayAll(filter, { limit, after, ...askingOf(deps, context) });
    const { accepted, duplicates, refused } = outcome;
    deps.log.info({ key: context.get('key').name, accepted, duplicates, refused }, 'replay of refused events');
    return context.json(outcome);
  });
  route.get('/:id', async (context) => {
    const event = await store.read(idOf(context), originOf(context.get('key')));
    if (event === null) throw notFound(idOf(context));
    noStore(context);
    return context.json(event);
  });
  route.delete('/:id', async (context) => {
    const id = idOf(context);
    if (!(await store.discard(id, originOf(context.get('key')), askingOf(deps, context)))) throw notFound(id);
    deps.log.info({ key: context.get('key').name, id }, 'refused event discarded');
    return context.body(null, 204);
  });
  route.post('/:id/replay', correctionLimit, (context) => replayOne(deps, context));
  refuseOtherMethods(route, METHODS);
  return route;
}
