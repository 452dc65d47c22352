import type { RequestEvent } from '@sveltejs/kit';
import { readKey, type KeyFinding } from './data.ts';
import { problem, problemOf } from './problem.ts';

/** Only who presents the whole secret of a key is told that it has ended. */
function whyNot(finding: KeyFinding & { ok: false }): string {
  if (finding.why === 'unknown') return 'the key is unknown';
  return `the key ${finding.name} ${finding.why === 'revoked' ? 'was revoked' : 'expired'} at ${finding.since.toISOString()}`;
}

/** Who may not read → why not; null: may. */
async function refusal(request: Request): Promise<Response | null> {
  const header = request.headers.get('authorization');
  const secret = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  const challenge = { 'www-authenticate': 'Bearer realm="finest-hour"' };
  if (secret === undefined) {
    return problem(401, 'missing key', { detail: 'send Authorization: Bearer with a key of scope read' }, challenge);
  }
  const finding = await readKey(secret);
  if (!finding.ok) return problem(401, `${finding.why} key`, { detail: whyNot(finding) }, challenge);
  const { key } = finding;
  if (!key.scopes.includes('read')) {
    return problem(403, 'wrong scope', { detail: `the key ${key.name} lacks the scope read` });
  }
  return null;
}

/** A route of the read API: only for keys with scope `read`, and every failure as problem+json. */
export function readRoute<Event extends RequestEvent>(answer: (event: Event) => Promise<Response>) {
  return async (event: Event): Promise<Response> => {
    try {
      return (await refusal(event.request)) ?? (await answer(event));
    } catch (thrown) {
      return problemOf(thrown);
    }
  };
}

/** JSON that no cache keeps: figures change with every event. */
export function answerJson(body: unknown): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

export function answerCsv(text: string, filename: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store',
    },
  });
}
