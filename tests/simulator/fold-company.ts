import { asCaseEvent, asCustomerEvent, readEvent, type CaseEvent, type CustomerEvent } from '@finest-hour/events';
import {
  DEFAULT_BOOK_SETTINGS,
  foldCase,
  foldGroup,
  mergeIndex,
  Persons,
  readHistory,
  readLinks,
  smallestConnected,
  type CaseFacts,
} from '@finest-hour/metrics';
import { simulate, type Parameters } from '@finest-hour/simulator';

function getOrMake<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map()));
  return map;
}

/** What the folds make of the events of a simulation, by case. Duplicates are dropped as the log drops them. */
export function foldCompany(
  parameters: Partial<Parameters>,
  frontDesks: readonly string[] = [],
): Map<string, CaseFacts> {
  const simulation = simulate(parameters);
  const nowUs = Date.parse(simulation.parameters.endsAt) * 1000;
  const settings = { ...DEFAULT_BOOK_SETTINGS, frontDesks };
  const byCase = new Map<string, Map<string, CaseEvent>>();
  const byCustomer = new Map<string, Map<string, CustomerEvent>>();
  for (const batch of simulation.batches()) {
    for (const envelope of batch) {
      const read = readEvent(envelope, nowUs);
      if (!read.ok) throw new Error(read.problem.detail);
      const { family, subject, source, id } = read.event;
      if (family === 'case') getOrMake(byCase, subject).set(`${source} ${id}`, asCaseEvent(read.event));
      else if (family === 'customer')
        getOrMake(byCustomer, subject).set(`${source} ${id}`, asCustomerEvent(read.event));
    }
  }
  const told = new Map([...byCustomer].map(([customer, events]) => [customer, [...events.values()]]));
  const statements = [...told].flatMap(([customer, events]) => readLinks(customer, events));
  const persons = new Persons(statements);
  const cases = new Map([...byCase].map(([caseId, events]) => [caseId, [...events.values()]]));
  const mergedInto = mergeIndex(cases, settings, (a, b, atUs) => persons.areOneAt(a, b, atUs));
  const folded = [...cases].flatMap(([caseId, events]) => foldCase(events, settings, mergedInto(caseId)) ?? []);
  const summaries = Map.groupBy(
    folded.map(({ summary }) => summary),
    ({ customer }) => customer,
  );
  const members = [...new Set([...summaries.keys(), ...told.keys()])].map((customer) => ({
    customer,
    summaries: summaries.get(customer) ?? [],
    history: readHistory(told.get(customer) ?? []),
  }));
  const roots = smallestConnected(statements.map(({ customer, other }) => [customer, other]));
  const rootOf = ({ customer }: { readonly customer: string }) => roots.get(customer) ?? customer;
  const said = Map.groupBy(statements, rootOf);
  const people = [...Map.groupBy(members, rootOf)].flatMap(([root, own]) =>
    foldGroup(own, said.get(root) ?? [], settings),
  );
  const facts = people.flatMap((person) => person.facts);
  return new Map(facts.map((one) => [one.summary.caseId, one]));
}
