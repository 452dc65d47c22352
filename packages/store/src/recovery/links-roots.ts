import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { lookUp, unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { CustomerKey } from './customer-rows.ts';
import type { LinkGroup } from './links.ts';

/** With which root a customer was folded last: in that one's bucket stand the facts. Itself: it was alone. */
interface LinkRoot {
  readonly customer: string;
  readonly root: string;
}

const CUSTOMER_COLUMNS: readonly BulkColumn<string>[] = [
  { name: 'bucket', type: 'smallint', of: (customer) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: (customer) => customer },
];

const ROOT_COLUMNS: readonly BulkColumn<LinkRoot>[] = [
  { name: 'bucket', type: 'smallint', of: ({ customer }) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: ({ customer }) => customer },
  { name: 'root', type: 'text', of: ({ root }) => root },
];

const KEY_COLUMNS: readonly BulkColumn<CustomerKey>[] = [
  { name: 'bucket', type: 'smallint', of: ({ bucket }) => bucket },
  { name: 'customer', type: 'text', of: ({ customer }) => customer },
];

/** Whoever writes to several buckets does so in this order, so that two never wait for each other in a circle. */
function inOrder(customers: readonly string[]): readonly string[] {
  const keyOf = (customer: string) => [bucketOf('customer', customer), customer] as const;
  return customers
    .map(keyOf)
    .sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
    .map(([, customer]) => customer);
}

/** With which roots customers were last folded; who never was in a group has none. */
async function readRoots(work: Work, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<LinkRoot>`
    select found.customer, found.root
    from ${lookUp('recovery.link_root', CUSTOMER_COLUMNS, customers)}`.execute(work);
  return new Map(rows.map(({ customer, root }) => [customer, root]));
}

/** The same, and until the end of the transaction nobody else folds them as a root, or takes them over. */
async function holdRoots(work: Work, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const alone = inOrder(customers).map((customer): LinkRoot => ({ customer, root: customer }));
  const { rows } = await sql<LinkRoot>`
    insert into recovery.link_root as known (bucket, customer, root)
    select * from ${unnest(alone, ROOT_COLUMNS)}
    on conflict (bucket, customer) do update set root = known.root
    returning customer, root`.execute(work);
  return new Map(rows.map(({ customer, root }) => [customer, root]));
}

async function writeRoots(work: Work, roots: readonly LinkRoot[]): Promise<void> {
  if (roots.length === 0) return;
  await sql`
    update recovery.link_root known set root = rows.root from ${unnest(roots, ROOT_COLUMNS)}
    where known.bucket = rows.bucket and known.customer = rows.customer`.execute(work);
}

/** Takes away whatever stands under keys. */
async function deleteUnder(work: Work, keys: readonly CustomerKey[]): Promise<void> {
  if (keys.length === 0) return;
  for (const table of [sql.table('recovery.case_fact'), sql.table('recovery.customer_fact')]) {
    await sql`
      delete from ${table} f using ${unnest(keys, KEY_COLUMNS)}
      where f.bucket = rows.bucket and f.customer = rows.customer`.execute(work);
  }
}

/** Where facts of members may stand but in their root's bucket: where each was alone, and where its root was another. */
function keysElsewhere({ root, members }: LinkGroup, held: ReadonlyMap<string, string>): readonly CustomerKey[] {
  const here = bucketOf('customer', root);
  return inOrder(members).flatMap((customer) => {
    const buckets = new Set([customer, held.get(customer) ?? root].map((id) => bucketOf('customer', id)));
    return [...buckets].filter((bucket) => bucket !== here).map((bucket) => ({ bucket, customer }));
  });
}

/**
 * Groups are about to be folded by their roots: what members wrote alone, or as the root of fewer, is taken away in the
 * transaction that writes it anew, so that a case is never in no fact, nor in two.
 *
 * Answers which may be folded. Of the others more is known by now than was read here: a member has another root already,
 * or one that nobody had spoken of.
 */
export async function takeOver(work: Work, groups: readonly LinkGroup[]): Promise<ReadonlySet<LinkGroup>> {
  if (groups.length === 0) return new Set();
  const before = await readRoots(
    work,
    groups.flatMap(({ members }) => members),
  );
  const held = await holdRoots(
    work,
    groups.flatMap(({ root, members }) => members.filter((id) => id === root || before.get(id) !== root)),
  );
  const current = groups.filter(({ root, members }) => {
    const own = new Set(members);
    return members.every((customer) => own.has(held.get(customer) ?? root));
  });
  await deleteUnder(
    work,
    current.flatMap((group) => keysElsewhere(group, held)),
  );
  const changed = current.flatMap(({ root, members }) =>
    members.filter((customer) => (held.get(customer) ?? root) !== root).map((customer) => ({ customer, root })),
  );
  await writeRoots(work, changed);
  return new Set(current);
}
