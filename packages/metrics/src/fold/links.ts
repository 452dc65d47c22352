import type { CustomerEvent } from '@finest-hour/events';
import { compareSequences, compareText } from './order.ts';

/** That another id is, or is not, the same person; said in a customer's stream. */
export interface LinkWord {
  readonly linked: boolean;
  readonly atUs: number;
  readonly source: string;
  readonly sequence: string | null;
  readonly id: string;
}

/** A word with both its ends: whose stream said it, and of whom. */
export interface LinkStatement extends LinkWord {
  readonly customer: string;
  readonly other: string;
}

/** Order of what is said of a pair, from either side: instant, source, sequence, id; the stream last. Total. */
function compareStatements(a: LinkStatement, b: LinkStatement): number {
  return (
    a.atUs - b.atUs ||
    compareText(a.source, b.source) ||
    compareSequences(a.sequence, b.sequence) ||
    compareText(a.id, b.id) ||
    compareText(a.customer, b.customer)
  );
}

/** What a customer's own events say of other ids, in order. Linking an id with itself says nothing. */
export function readLinks(customer: string, events: readonly CustomerEvent[]): readonly LinkStatement[] {
  const said: LinkStatement[] = [];
  for (const { type, data, timeUs: atUs, source, sequence, id } of events) {
    if (type !== 'customer.linked' && type !== 'customer.unlinked') continue;
    if (data.to !== customer)
      said.push({ customer, other: data.to, linked: type === 'customer.linked', atUs, source, sequence, id });
  }
  return said.sort(compareStatements);
}

/** For each id of some pairs, the smallest of those connected with it; an id in no pair is not in the answer. */
export function smallestConnected(pairs: Iterable<readonly [a: string, b: string]>): ReadonlyMap<string, string> {
  const smaller = new Map<string, string>();
  const smallestOf = (id: string): string => {
    let smallest = id;
    for (let next = smaller.get(id); next !== undefined && next !== smallest; next = smaller.get(next)) smallest = next;
    if (smallest !== id) smaller.set(id, smallest);
    return smallest;
  };
  for (const [a, b] of pairs) {
    const [x, y] = [smallestOf(a), smallestOf(b)];
    const smallest = x < y ? x : y;
    for (const id of [a, b, x, y]) smaller.set(id, smallest);
  }
  return new Map([...smaller.keys()].map((id) => [id, smallestOf(id)]));
}

/**
 * Which ids are one person, at any moment. Two ids are linked by the latest word on them up to that moment, from
 * either one's stream, so that a link can be undone from both sides; those connected by links are one person.
 */
export class Persons {
  readonly #statements: readonly LinkStatement[];
  /** By how many statements had been made. */
  readonly #known = new Map<number, ReadonlyMap<string, string>>();

  constructor(statements: readonly LinkStatement[]) {
    this.#statements = [...statements].sort(compareStatements);
  }

  /** A person's name, the smallest of their ids, for each id of which anything was said; the same map while nothing changes. */
  at(atUs: number): ReadonlyMap<string, string> {
    const next = this.#statements.findIndex((statement) => statement.atUs > atUs);
    const count = next < 0 ? this.#statements.length : next;
    let persons = this.#known.get(count);
    if (persons === undefined) this.#known.set(count, (persons = this.#after(count)));
    return persons;
  }

  /** Whether two ids are one person by what was said up to a moment. */
  areOneAt(a: string, b: string, atUs: number): boolean {
    const persons = this.at(atUs);
    return (persons.get(a) ?? a) === (persons.get(b) ?? b);
  }

  /** The person who has an id by all that was said. */
  now(id: string): string {
    return this.at(Infinity).get(id) ?? id;
  }

  #after(count: number): ReadonlyMap<string, string> {
    const linked = new Map<string, readonly [string, string]>();
    for (const { customer, other, linked: standing } of this.#statements.slice(0, count)) {
      const pair = customer < other ? ([customer, other] as const) : ([other, customer] as const);
      if (standing) linked.set(pair.join('\0'), pair);
      else linked.delete(pair.join('\0'));
    }
    return smallestConnected(linked.values());
  }
}
