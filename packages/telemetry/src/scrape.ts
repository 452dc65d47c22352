import { createHash, timingSafeEqual } from 'node:crypto';
import { Registry } from 'prom-client';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared as digests, in constant time: neither how much of it fits nor its length can be found out. */
function presents(request: Request, token: string): boolean {
  const presented = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return presented !== undefined && timingSafeEqual(digest(presented), digest(token));
}

/** What can be scraped. */
export interface Scraped {
  readonly registry: Registry;
  /** Reads anew what is not counted here. */
  refresh(): Promise<void>;
}

/** Answers `GET /metrics`. `token`: what the scraper has to present; null: nothing. */
export async function answerScrape(
  { registry, refresh }: Scraped,
  request: Request,
  token: string | null,
): Promise<Response> {
  if (token !== null && !presents(request, token)) {
    const body = { type: 'unauthorized', title: 'No valid token was presented', status: 401 };
    const headers = { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer realm="metrics"' };
    return new Response(JSON.stringify(body), { status: 401, headers });
  }
  await refresh();
  const headers = { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE, 'cache-control': 'no-store' };
  return new Response(await registry.metrics(), { headers });
}
