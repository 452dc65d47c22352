import { error, redirect } from '@sveltejs/kit';
import type { QueryProblem } from '@finest-hour/metrics';

/** What a form without script sends for "any": a field that was left alone. */
const ANY = '*';
const NEVER_EMPTY = new Set(['from', 'to', 'by', 'verdict', 'owner', 'state', 'after', 'limit']);

/** Forms send all their fields: an address keeps only those that say something, so that it can be shared. */
export function withoutIdleFields(url: URL): void {
  const kept = [...url.searchParams].filter(
    ([name, value]) => value !== ANY && !(value === '' && NEVER_EMPTY.has(name)),
  );
  if (kept.length === [...url.searchParams].length) return;
  const query = new URLSearchParams(kept).toString();
  redirect(303, query === '' ? url.pathname : `${url.pathname}?${query}`);
}

/** A page for an address that can't be read: it names what is wrong with it. */
export function refuseAddress(problems: readonly QueryProblem[]): never {
  const advice = 'Change the address, or start from the first page.';
  error(400, { message: problems.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; '), advice });
}
