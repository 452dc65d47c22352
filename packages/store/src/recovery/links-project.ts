import type { BookSettings } from '@finest-hour/metrics';
import { batchId } from '../batch-id.ts';
import { bucketOf } from '../bucket.ts';
import type { Work } from '../database.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { readSummaries, type CustomerFolds, type EventsByCustomer } from './customer-folds.ts';
import { recordOf } from './customer-rows.ts';
import { MAX_LINKED_IDS, tryFoldGroup, type GroupFold } from './links-fold.ts';
import { misfoldedCases } from './links-merges.ts';
import { formerRoots, readRoots, writeRoots } from './links-roots.ts';
import { customerStream, type LinkGroup } from './links.ts';
import { markStreams } from './mark.ts';

const NOTHING: CustomerFolds = { streams: [], parked: [], keys: [], facts: [], customers: [] };

/** Folds groups, and marks what must be folded anew since something else was known when it was folded last. */
async function foldGroups(
  work: Work,
  groups: readonly LinkGroup[],
  known: EventsByCustomer,
  settings: BookSettings,
): Promise<readonly GroupFold[]> {
  const customers = groups.flatMap(({ members }) => members);
  const missing = groups
    .flatMap(({ members }) => (members.length > MAX_LINKED_IDS ? [] : members))
    .filter((customer) => !known.has(customer));
  const summaries = await readSummaries(work, customers);
  const events = new Map([...known, ...(await readStreams(work, missing.map(customerStream)))]);
  const roots = await readRoots(work, customers);
  const astray = groups.flatMap(({ root, members }) => members.filter((customer) => roots.get(customer) !== root));
  const misfolded = await misfoldedCases(work, groups, (customer) => summaries.get(customer) ?? [], settings);
  await markStreams(work, [...astray.map(customerStream), ...misfolded], batchId());
  return groups.map(({ members, statements }) => {
    const linked = members.map((customer) => ({
      customer,
      summaries: summaries.get(customer) ?? [],
      events: events.get(customer) ?? [],
    }));
    return tryFoldGroup(linked, statements, settings);
  });
}

function foldsOf({ root, members }: LinkGroup, { persons, parked }: GroupFold): CustomerFolds {
  const bucket = bucketOf('customer', root);
  return {
    streams: members.map(customerStream),
    parked: parked.map(({ customer, error }) => ({ stream: customerStream(customer), error })),
    keys: members.map((customer) => ({ bucket, customer })),
    facts: persons.flatMap(({ facts }) => facts.map((one) => ({ bucket, facts: one }))),
    customers: persons.map(({ person, facts, history }) => ({
      bucket,
      customer: person,
      record: recordOf(person, facts, history),
    })),
  };
}

/**
 * Stage 2 for ids of which links were ever told. A group is folded, and written, in the bucket of its root; whoever
 * else of it is marked takes away what it wrote when it was alone, or the root of fewer, and marks the root.
 *
 * Who joins two groups sees neither all of them nor all their links, if others do so at the same time. So each notes
 * with which root it was folded last, and the root marks whoever noted another.
 */
export async function foldLinked(
  work: Work,
  streams: readonly Stream[],
  groupOf: ReadonlyMap<string, LinkGroup>,
  events: EventsByCustomer,
  settings: BookSettings,
): Promise<CustomerFolds> {
  if (streams.length === 0) return NOTHING;
  const customers = streams.map(({ subject }) => subject);
  const groups = [...new Set(customers.map((customer) => groupOf.get(customer) as LinkGroup))];
  const before = await readRoots(work, customers);
  const former = formerRoots(customers, groupOf, before);
  await writeRoots(
    work,
    customers.map((customer) => ({ customer, root: (groupOf.get(customer) as LinkGroup).root })),
  );
  const here = new Set(customers);
  const elsewhere = groups.filter(({ root }) => !here.has(root));
  await markStreams(
    work,
    elsewhere.map(({ root }) => customerStream(root)),
    batchId(),
  );
  const folding = groups.filter(({ root }) => here.has(root));
  const folded = await foldGroups(work, folding, events, settings);
  const folds = folding.map((group, index) => foldsOf(group, folded[index] as GroupFold));
  return {
    streams: folds.flatMap((one) => one.streams),
    parked: folds.flatMap((one) => one.parked),
    keys: [...former, ...folds.flatMap((one) => one.keys)],
    facts: folds.flatMap((one) => one.facts),
    customers: folds.flatMap((one) => one.customers),
  };
}
