import type { ApiKey, Scope } from '@finest-hour/store';
import { createMiddleware } from 'hono/factory';
import type { IngestDeps } from './deps.ts';
import { HttpProblem } from './http-problem.ts';

/** What the routes find in their context. */
export interface IngestEnv {
  Variables: { key: ApiKey };
}

const REALM = 'Bearer realm="finest-hour"';
// RFC 6750's b64token, and a length that no key of ours reaches.
const CREDENTIALS = /^bearer +([\w.~+/-]{1,256}=*) *$/i;

const unauthorized = (detail: string, error = '') =>
  new HttpProblem('unauthorized', detail, { headers: { 'WWW-Authenticate': REALM + error } });

async function findBearer(deps: IngestDeps, header: string | undefined): Promise<ApiKey> {
  if (header === undefined) throw unauthorized('send a key: authorization: bearer <key with scope ingest>');
  const secret = CREDENTIALS.exec(header)?.[1];
  const key = secret === undefined ? null : await deps.findKey(secret);
  if (key === null) throw unauthorized('the key is not valid: unknown or revoked', ', error="invalid_token"');
  return key;
}

/** Lets a request pass whose key has the scope; 401 or 403 otherwise, before anything of the body is read. */
export const authorize = (deps: IngestDeps, scope: Scope) =>
  createMiddleware<IngestEnv>(async (context, next) => {
    const key = await findBearer(deps, context.req.header('authorization'));
    if (!key.scopes.includes(scope)) {
      const headers = { 'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${scope}"` };
      throw new HttpProblem('forbidden', `the key ${JSON.stringify(key.name)} lacks the scope ${scope}`, { headers });
    }
    context.set('key', key);
    await next();
  });
