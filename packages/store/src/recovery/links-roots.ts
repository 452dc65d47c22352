import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { CustomerKey } from './customer-rows.ts';
import type { LinkGroup } from './links.ts';

/** With which root a customer was folded. */
export interface LinkRoot {
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

/** With which roots customers were last folded; who never was in a group has none. */
export async function readRoots(work: Work, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<LinkRoot>`
    select r.customer, r.root
    from recovery.link_root r join ${unnest(customers, CUSTOMER_COLUMNS)} using (bucket, customer)`.execute(work);
  return new Map(rows.map(({ customer, root }) => [customer, root]));
}

/** Notes with which roots customers are folded now. */
export async function writeRoots(work: Work, roots: readonly LinkRoot[]): Promise<void> {
  await sql`
    insert into recovery.link_root as known (bucket, customer, root)
    select * from ${unnest(roots, ROOT_COLUMNS)}
    on conflict (bucket, customer) do update set root = excluded.root where known.root <> excluded.root`.execute(work);
}

/** Where customers who have (another) root now wrote facts when they were alone, or the root of fewer. */
export function formerRoots(
  customers: readonly string[],
  groups: ReadonlyMap<string, LinkGroup>,
  before: ReadonlyMap<string, string>,
): readonly CustomerKey[] {
  return customers.flatMap((former) => {
    const { root, members } = groups.get(former) as LinkGroup;
    const [bucket, rootBefore] = [bucketOf('customer', former), before.get(former) ?? null];
    // In the root's own bucket it is the root that takes away what is left over.
    if (former === root || bucket === bucketOf('customer', root)) return [];
    if (rootBefore === null) return [{ bucket, customer: former }];
    return rootBefore === former ? members.map((customer) => ({ bucket, customer })) : [];
  });
}
