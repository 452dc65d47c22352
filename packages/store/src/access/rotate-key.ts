import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { createKey, type Scope } from './keys.ts';

export interface Rotation {
  /** The old key holds for so long beside the new one. */
  readonly overlapSeconds: number;
  /** When the new one ends; null: never; undefined: it holds for as long as the old one was made for. */
  readonly expires?: Date | null;
}

export type Rotated =
  | { readonly ok: true; readonly secret: string; readonly oldPrefix: string; readonly oldExpires: Date }
  | { readonly ok: false; readonly detail: string };

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly source: string | null;
  readonly origin: string;
  /** When a new one that holds equally long would end. */
  readonly successorExpires: Date | null;
  readonly asked: boolean;
  /** As text, since a Date would round it. */
  readonly expires: string | null;
}

/** Keys that hold, of every origin that has one of that name or prefix; the newest first. */
async function readCandidates(db: Database | Work, nameOrPrefix: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    with holding as (
      select *, coalesce(origin, id) as root, name = ${nameOrPrefix} or prefix = ${nameOrPrefix} as asked
      from access.api_key where revoked is null and (expires is null or expires > now())
    )
    select id, name, prefix, scopes, source, root as origin, expires::text as expires,
           now() + (expires - created) as "successorExpires", asked
    from holding where root in (select root from holding where asked)
    order by created desc, id`.execute(db);
  return rows;
}

/** The one key that is meant, or why none is. A key that was followed by another is not rotated again. */
function choose(candidates: readonly Candidate[], nameOrPrefix: string): Candidate | { readonly detail: string } {
  const byOrigin = Map.groupBy(candidates, ({ origin }) => origin);
  const newest = [...byOrigin.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  const [one, ...others] = newest;
  if (one === undefined) return { detail: `no valid key with that name or prefix: ${nameOrPrefix}` };
  if (others.length > 0) {
    const prefixes = newest.map(({ prefix }) => prefix).join(', ');
    return { detail: `several keys are called ${nameOrPrefix}; name one by its prefix: ${prefixes}` };
  }
  if (!one.asked) return { detail: `${nameOrPrefix} was rotated before; its successor is ${one.prefix}` };
  return one;
}

/** Makes a successor with the same name, scopes and source, and lets the old key end after the overlap: both or neither. */
export async function rotateKey(work: Work, nameOrPrefix: string, rotation: Rotation): Promise<Rotated> {
  const old = choose(await readCandidates(work, nameOrPrefix), nameOrPrefix);
  if ('detail' in old) return { ok: false, detail: old.detail };
  const { name, scopes, source, origin } = old;
  // As it was read: of two who rotate at once the second finds another end than it read, and leaves it.
  const { rows } = await sql<{ expires: Date }>`
    update access.api_key
    set expires = least(expires, now() + make_interval(secs => ${rotation.overlapSeconds}))
    where id = ${old.id}::uuid and revoked is null and expires is not distinct from ${old.expires}::timestamptz
    returning expires`.execute(work);
  const [ended] = rows;
  if (ended === undefined) return { ok: false, detail: `${old.prefix} was changed by somebody else just now` };
  const expires = rotation.expires === undefined ? old.successorExpires : rotation.expires;
  const secret = await createKey(work, name, scopes, { expires, source, origin });
  return { ok: true, secret, oldPrefix: old.prefix, oldExpires: ended.expires };
}
