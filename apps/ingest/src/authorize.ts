import type { ApiKey, KeyFinding, Scope } from '@finest-hour/store';
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

/** Only who presents the whole secret is told that it was one. */
function invalid(finding: KeyFinding & { ok: false }): string {
  if (finding.why === 'unknown') return 'the key is unknown';
  const { name, since, why } = finding;
  return why === 'revoked'
    ? `the key ${JSON.stringify(name)} was revoked at ${since.toISOString()}`
    : `the key ${JSON.stringify(name)} expired at ${since.toISOString()}`;
}

async function findBearer(deps: IngestDeps, header: string | undefined): Promise<ApiKey> {
  if (header === undefined) throw unauthorized('send a key: authorization: bearer <key with scope ingest>');
  const secret = CREDENTIALS.exec(header)?.[1];
  const finding: KeyFinding = secret === undefined ? { ok: false, why: 'unknown' } : await deps.findKey(secret);
  if (!finding.ok) throw unauthorized(invalid(finding), ', error="invalid_token"');
  return finding.key;
}

/** Lets a request pass whose key has one of the scopes; 401 or 403 otherwise, before anything of the body is read. */
export const authorize = (deps: IngestDeps, ...scopes: readonly Scope[]) =>
  createMiddleware<IngestEnv>(async (context, next) => {
    const key = await findBearer(deps, context.req.header('authorization'));
    if (!scopes.some((scope) => key.scopes.includes(scope))) {
      const headers = { 'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${scopes.join(' ')}"` };
      const detail = `the key ${JSON.stringify(key.name)} lacks the scope ${scopes.join(' or ')}`;
      throw new HttpProblem('forbidden', detail, { headers });
    }
    context.set('key', key);
    await next();
  });
