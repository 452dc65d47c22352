import type { LoggedEvent } from '@finest-hour/events';
import type { BookSettings, CaseFacts, CaseSummary, CustomerRecord, LinkStatement } from '@finest-hour/metrics';
import { recordOf } from './customer-rows.ts';
import { tryFoldGroup, type GroupFold } from './links-fold.ts';
import { groupsOf } from './links.ts';
import { tryFoldCustomer } from './try-fold.ts';

export interface FoldedCustomers {
  readonly facts: readonly CaseFacts[];
  readonly records: readonly CustomerRecord[];
  readonly parked: number;
}

/** Stage 2 of everybody at once, in memory: what the projection writes into the facts. */
export function foldCustomersInMemory(
  summaries: readonly CaseSummary[],
  events: ReadonlyMap<string, readonly LoggedEvent[]>,
  statements: readonly LinkStatement[],
  settings: BookSettings,
): FoldedCustomers {
  const cases = Map.groupBy(summaries, ({ customer }) => customer);
  const told = (customer: string) => ({
    customer,
    summaries: cases.get(customer) ?? [],
    events: events.get(customer) ?? [],
  });
  const groups = groupsOf(
    statements.map(({ customer, other }) => [customer, other]),
    statements,
  );
  const foldAlone = (customer: string): GroupFold => {
    const tried = tryFoldCustomer(told(customer).summaries, told(customer).events, settings);
    return tried.ok
      ? { persons: [{ person: customer, ...tried.value }], parked: [] }
      : { persons: [], parked: [{ customer, error: tried.error }] };
  };
  const alone = [...new Set([...cases.keys(), ...events.keys()])].filter((customer) => !groups.has(customer));
  const folds = [
    ...alone.map(foldAlone),
    ...[...new Set(groups.values())].map((group) => tryFoldGroup(group.members.map(told), group.statements, settings)),
  ];
  const persons = folds.flatMap((fold) => fold.persons);
  return {
    facts: persons.flatMap(({ facts }) => facts),
    records: persons.map(({ person, facts, history }) => recordOf(person, facts, history)),
    parked: folds.reduce((sum, { parked }) => sum + parked.length, 0),
  };
}
