import type { CasePage, QueryProblem } from '@finest-hour/metrics';
import { BadCursorError, nowUs, readCases } from './data.ts';
import { requestedCases } from './requested-cases.ts';

export type AskedCases =
  | { readonly ok: true; readonly page: CasePage; readonly from: string; readonly to: string }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/** The page of cases that an address asks for; a cursor that no list made is a mistake in the address too. */
export async function askedCases(params: URLSearchParams): Promise<AskedCases> {
  const asOfUs = nowUs();
  const requested = await requestedCases(params, asOfUs);
  if (!requested.ok) return requested;
  const { from, to } = requested.period;
  try {
    return { ok: true, page: await readCases(requested.query, asOfUs), from, to };
  } catch (thrown) {
    if (thrown instanceof BadCursorError)
      return { ok: false, problems: [{ parameter: 'after', detail: thrown.message }] };
    throw thrown;
  }
}
