import { asCustomerEvent, type LoggedEvent } from '@finest-hour/events';
import { readLinks, smallestConnected, type LinkStatement, type LinkWord } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { lookUp, unnest, type BulkColumn } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, MAX_STREAM_EVENTS, type EventRow, type Stream } from '../log/read.ts';

/** Ids of which links were ever told, however they stand now: it only grows, so that no order of arrival matters. */
export interface LinkGroup {
  /** The smallest of them, in whose bucket all of them are folded. */
  readonly root: string;
  readonly members: readonly string[];
  readonly statements: readonly LinkStatement[];
}

interface LinkRow {
  readonly customer: string;
  readonly other: string;
  /** As JSON; `[]`: this end said nothing. */
  readonly said: string;
}

const KEY_COLUMNS: readonly BulkColumn<Pick<LinkRow, 'customer' | 'other'>>[] = [
  { name: 'bucket', type: 'smallint', of: ({ customer }) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: ({ customer }) => customer },
  { name: 'other', type: 'text', of: ({ other }) => other },
];

const CUSTOMER_COLUMNS: readonly BulkColumn<string>[] = [
  { name: 'bucket', type: 'smallint', of: (customer) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: (customer) => customer },
];

export function customerStream(customer: string): Stream {
  return { bucket: bucketOf('customer', customer), family: 'customer', subject: customer };
}

/** What events of one customer say of other ids. */
export function linksIn(customer: string, events: readonly LoggedEvent[]): readonly LinkStatement[] {
  const links = events.filter(
    ({ type, data }) => (type === 'customer.linked' || type === 'customer.unlinked') && typeof data['to'] === 'string',
  );
  return links.length === 0 ? [] : readLinks(customer, links.map(asCustomerEvent));
}

/** What streams say of other ids. Of a stream that is too long to be folded the links count all the same. */
export async function readStatements(
  work: Work,
  streams: readonly Stream[],
  events: ReadonlyMap<string, readonly LoggedEvent[]>,
): Promise<readonly LinkStatement[]> {
  const statements: LinkStatement[] = [];
  for (const { bucket, subject } of streams) {
    const own = events.get(subject) ?? [];
    if (own.length <= MAX_STREAM_EVENTS) {
      statements.push(...linksIn(subject, own));
      continue;
    }
    const { rows } = await sql<EventRow>`
      select ${EVENT_COLUMNS} from log.event e
      where e.bucket = ${bucket} and e.family = 'customer' and e.subject = ${subject}
        and e.type in ('customer.linked', 'customer.unlinked')`.execute(work);
    statements.push(...linksIn(subject, rows.map(eventOf)));
  }
  return statements;
}

/** Each pair from both its ends, in one order for all writers, who would else wait for each other in a circle. */
function rowsOf(statements: readonly LinkStatement[]): readonly LinkRow[] {
  const rows = new Map<string, LinkRow>();
  const keyOf = (customer: string, other: string) => JSON.stringify([bucketOf('customer', customer), customer, other]);
  for (const { customer, other } of statements) {
    rows.set(keyOf(other, customer), { customer: other, other: customer, said: '[]' });
  }
  for (const [key, own] of Map.groupBy(statements, ({ customer, other }) => keyOf(customer, other))) {
    const [{ customer, other }] = own as [LinkStatement];
    const words = own.map(({ linked, atUs, source, sequence, id }): LinkWord => ({
      linked,
      atUs,
      source,
      sequence,
      id,
    }));
    rows.set(key, { customer, other, said: JSON.stringify(words) });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Notes what was said, in the buckets of both ends; answers of whom there was anything new. */
export async function writeLinks(work: Work, statements: readonly LinkStatement[]): Promise<ReadonlySet<string>> {
  if (statements.length === 0) return new Set();
  const { rows } = await sql<{ other: string; spoke: boolean }>`
    insert into recovery.link as known (bucket, customer, other, said)
    select * from ${unnest(rowsOf(statements), [
      ...KEY_COLUMNS,
      { name: 'said', type: 'json', of: ({ said }) => said },
    ])}
    on conflict (bucket, customer, other) do update set said = excluded.said
    where excluded.said::text <> '[]' and known.said::text <> excluded.said::text
    returning other, said::text <> '[]' as spoke`.execute(work);
  return new Set(rows.filter(({ spoke }) => spoke).map(({ other }) => other));
}

/**
 * The groups of customers, by each of their members; who was never linked is in none. Found by walking from end to
 * end, since the ids may live in any bucket: one lookup by key where nobody was linked.
 */
export async function readGroups(
  db: Database | Work,
  customers: readonly string[],
): Promise<ReadonlyMap<string, LinkGroup>> {
  const known = new Set(customers);
  const statements: LinkStatement[] = [];
  const pairs: (readonly [string, string])[] = [];
  for (let next: readonly string[] = customers; next.length > 0;) {
    const { rows } = await sql<Omit<LinkRow, 'said'> & { said: readonly LinkWord[] }>`
      select found.customer, found.other, found.said
      from ${lookUp('recovery.link', CUSTOMER_COLUMNS, next)}`.execute(db);
    for (const { customer, other, said } of rows) {
      pairs.push([customer, other]);
      statements.push(...said.map((word) => ({ customer, other, ...word })));
    }
    next = [...new Set(rows.map(({ other }) => other))].filter((customer) => !known.has(customer));
    for (const customer of next) known.add(customer);
  }
  return groupsOf(pairs, statements);
}

/** The groups that pairs of ids make, by each of their members. */
export function groupsOf(
  pairs: Iterable<readonly [string, string]>,
  statements: readonly LinkStatement[],
): ReadonlyMap<string, LinkGroup> {
  const roots = smallestConnected(pairs);
  const said = Map.groupBy(statements, ({ customer }) => roots.get(customer) as string);
  const groups = new Map<string, LinkGroup>();
  for (const [root, members] of Map.groupBy(roots.keys(), (customer) => roots.get(customer) as string)) {
    const group = { root, members: [...members].sort(), statements: said.get(root) ?? [] };
    for (const customer of members) groups.set(customer, group);
  }
  return groups;
}
