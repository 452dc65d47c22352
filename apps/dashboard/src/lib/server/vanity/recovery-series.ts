import { readRecoveryWeeks, wholeWeeks, type RecoverySeries } from '@finest-hour/vanity';
import type { Period } from './period.ts';

type Ask = (address: string, init: { readonly headers: Readonly<Record<string, string>> }) => Promise<Response>;

/** What a problem says of itself, as far as it says anything. */
async function detailOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const { title, detail } = (body ?? {}) as { readonly title?: unknown; readonly detail?: unknown };
  return [title, detail].filter((part) => typeof part === 'string').join(': ');
}

/** Recovery by week, asked from the published report with a key of scope `read`, like anybody else. */
export async function askRecovery(ask: Ask, period: Period, secret: string | null): Promise<RecoverySeries> {
  if (secret === null) return { ok: false, why: 'no key: set VANITY_READ_KEY to a key of scope read' };
  const { from, to } = wholeWeeks(period.from, period.to);
  if (from >= to) return { ok: false, why: 'no whole week in the period' };
  const response = await ask(`/api/v1/report?from=${from}&to=${to}&by=week`, {
    headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
  });
  if (!response.ok) return { ok: false, why: `/api/v1/report answers ${response.status}: ${await detailOf(response)}` };
  const weeks = readRecoveryWeeks(await response.json().catch(() => null));
  return weeks === null
    ? { ok: false, why: '/api/v1/report answers something else than a report' }
    : { ok: true, weeks };
}
