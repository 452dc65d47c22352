import { isHttpError } from '@sveltejs/kit';
import { readKey } from './data.ts';
import type { Problem } from './period.ts';

const CHALLENGE = { 'www-authenticate': 'Bearer realm="finest-hour"' };

/** Answers of RFC 9457. */
export function problem(
  status: number,
  title: string,
  more: { readonly detail?: string; readonly problems?: readonly Problem[] } = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

export function badRequest(problems: readonly Problem[]): Response {
  return problem(400, 'bad request', { detail: problems.map(({ detail }) => detail).join('; '), problems });
}

/** An answer to whoever presents a key of scope `read`; every failure as problem+json. */
export async function withKey(request: Request, answer: (secret: string) => Promise<Response>): Promise<Response> {
  const secret = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (secret === undefined) {
    return problem(401, 'missing key', { detail: 'send Authorization: Bearer with a key of scope read' }, CHALLENGE);
  }
  try {
    const key = await readKey(secret);
    if (key === null) return problem(401, 'unknown key', { detail: 'no such key, or it has ended' }, CHALLENGE);
    if (!key.scopes.includes('read')) {
      return problem(403, 'wrong scope', { detail: `the key ${key.name} lacks the scope read` });
    }
    return await answer(secret);
  } catch (thrown) {
    if (!isHttpError(thrown)) throw thrown;
    const later: Readonly<Record<string, string>> = thrown.status === 503 ? { 'retry-after': '5' } : {};
    return problem(thrown.status, thrown.body.message, {}, later);
  }
}
