import type { BookSettings } from '../book.ts';
import type { CaseFacts, CaseSummary, CustomerHistory } from '../facts.ts';
import { foldPerson } from './fold-customer.ts';
import { joinHistories } from './history.ts';
import { Persons, type LinkStatement } from './links.ts';
import { PersonCases } from './person-cases.ts';

/** One id with what happened under it. */
export interface GroupMember {
  readonly customer: string;
  readonly summaries: readonly CaseSummary[];
  readonly history: CustomerHistory;
}

export interface PersonFold {
  /** The smallest of the person's ids. */
  readonly person: string;
  readonly facts: readonly CaseFacts[];
  readonly history: CustomerHistory;
}

/** Whose cases are one person's, as the links stood at a moment. */
class CasesOverTime {
  readonly #members: readonly GroupMember[];
  readonly #persons: Persons;
  readonly #settings: BookSettings;
  /** By who is who, which is the same map while no link changes. */
  readonly #known = new Map<ReadonlyMap<string, string>, ReadonlyMap<string, PersonCases>>();

  constructor(members: readonly GroupMember[], persons: Persons, settings: BookSettings) {
    [this.#members, this.#persons, this.#settings] = [members, persons, settings];
  }

  of(customer: string, atUs: number): PersonCases {
    const personOf = this.#persons.at(atUs);
    let cases = this.#known.get(personOf);
    if (cases === undefined) this.#known.set(personOf, (cases = this.#gather(personOf)));
    return cases.get(personOf.get(customer) ?? customer) as PersonCases;
  }

  #gather(personOf: ReadonlyMap<string, string>): ReadonlyMap<string, PersonCases> {
    const byPerson = Map.groupBy(this.#members, ({ customer }) => personOf.get(customer) ?? customer);
    const casesOf = (own: readonly GroupMember[]) => own.flatMap(({ summaries }) => summaries);
    return new Map([...byPerson].map(([person, own]) => [person, new PersonCases(casesOf(own), this.#settings)]));
  }
}

/**
 * Stage 2 for ids of which links were ever told: who is one person by now → what each of their cases amounts to.
 *
 * A verdict takes for one person who was known to be one when the case matured. All else goes by the links that stand
 * now, so that a link undone leaves nothing behind but verdicts that matured while it stood. In the facts, `customer`
 * of a summary is the person. Links may name ids that are not among the members.
 */
export function foldGroup(
  members: readonly GroupMember[],
  statements: readonly LinkStatement[],
  settings: BookSettings,
): readonly PersonFold[] {
  const persons = new Persons(statements);
  const cases = new CasesOverTime(members, persons, settings);
  const casesAt = (summary: CaseSummary, atUs: number) => cases.of(summary.customer, atUs);
  return [...Map.groupBy(members, ({ customer }) => persons.now(customer))].map(([person, own]) => {
    const history = joinHistories(own.map((member) => member.history));
    const facts = foldPerson(cases.of(person, Infinity), casesAt, history);
    return { person, history, facts: facts.map((one) => ({ ...one, summary: { ...one.summary, customer: person } })) };
  });
}
