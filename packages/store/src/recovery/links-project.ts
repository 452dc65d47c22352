import type { BookSettings } from '@finest-hour/metrics';
import { batchId } from '../batch-id.ts';
import { bucketOf } from '../bucket.ts';
import type { Work } from '../database.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { readSummaries, type CustomerFolds, type EventsByCustomer } from './customer-folds.ts';
import { recordOf } from './customer-rows.ts';
import { MAX_LINKED_IDS, tryFoldGroup, type GroupFold } from './links-fold.ts';
import { misfoldedCases } from './links-merges.ts';
import { takeOver } from './links-roots.ts';
import { customerStream, type LinkGroup } from './links.ts';
import { markStreams } from './mark.ts';

const NOTHING: CustomerFolds = { streams: [], parked: [], keys: [], facts: [], customers: [] };

/** Folds groups, and marks the cases that must be folded anew since other links were known when they were. */
async function foldGroups(
  work: Work,
  groups: readonly LinkGroup[],
  known: EventsByCustomer,
  settings: BookSettings,
): Promise<readonly GroupFold[]> {
  if (groups.length === 0) return [];
  const customers = groups.flatMap(({ members }) => members);
  const missing = groups
    .flatMap(({ members }) => (members.length > MAX_LINKED_IDS ? [] : members))
    .filter((customer) => !known.has(customer));
  const summaries = await readSummaries(work, customers);
  const events = new Map([...known, ...(await readStreams(work, missing.map(customerStream)))]);
  const misfolded = await misfoldedCases(work, groups, (customer) => summaries.get(customer) ?? [], settings);
  await markStreams(work, misfolded, batchId());
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
 * else of it is marked only marks the root. What they wrote while they were alone, or the root of fewer, stands until
 * the root's transaction takes it away: each case is counted all the while, and once.
 *
 * Who joins two groups sees neither all of them nor all their links, if others do so at the same time. So each id notes
 * with which root it was folded last, and who finds one of whom it knew nothing leaves it to the next fold.
 */
export async function foldLinked(
  work: Work,
  streams: readonly Stream[],
  groupOf: ReadonlyMap<string, LinkGroup>,
  events: EventsByCustomer,
  settings: BookSettings,
): Promise<CustomerFolds> {
  if (streams.length === 0) return NOTHING;
  const here = new Set(streams.map(({ subject }) => subject));
  const groups = [...new Set([...here].map((customer) => groupOf.get(customer) as LinkGroup))];
  const current = await takeOver(
    work,
    groups.filter(({ root }) => here.has(root)),
  );
  const { true: folding = [], false: later = [] } = Object.groupBy(groups, (group) => `${current.has(group)}`);
  await markStreams(
    work,
    later.map(({ root }) => customerStream(root)),
    batchId(),
  );
  const folded = await foldGroups(work, folding, events, settings);
  const folds = folding.map((group, index) => foldsOf(group, folded[index] as GroupFold));
  return {
    streams: folds.flatMap((one) => one.streams),
    parked: folds.flatMap((one) => one.parked),
    keys: folds.flatMap((one) => one.keys),
    facts: folds.flatMap((one) => one.facts),
    customers: folds.flatMap((one) => one.customers),
  };
}
