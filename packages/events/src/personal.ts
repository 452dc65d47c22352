import { definitionOf } from './catalogue.ts';
import type { Family, LoggedEvent } from './event.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What of a field's JSON Schema says whether it stays. */
interface FieldSchema {
  readonly personal?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the data of a family's events names a customer. */
function personField(family: Family): string | null {
  if (family === 'case' || family === 'other') return 'customer';
  return family === 'customer' ? 'to' : null;
}

const NOBODY: readonly string[] = [];

/** The ids of customers that an event names: those without whom it says nothing. */
export function personsIn({
  family,
  subject,
  data,
}: Pick<LoggedEvent, 'family' | 'subject' | 'data'>): readonly string[] {
  const named = family === 'customer' || family === 'other' ? [subject] : NOBODY;
  const field = personField(family);
  const id = field === null ? undefined : data[field];
  return typeof id === 'string' ? [...named, id] : named;
}

/** Known fields that are not personal; whatever else was sent may be anything, and goes. */
function keep(fields: Fields, { properties = {} }: FieldSchema): Fields {
  const kept = Object.entries(properties).flatMap(([name, schema]): (readonly [string, unknown])[] => {
    const value = fields[name];
    if (!Object.hasOwn(fields, name) || schema.personal === true) return [];
    return [[name, isObject(value) ? keep(value, schema) : value]];
  });
  return Object.fromEntries(kept);
}

/** The customer who is said to have done it, where their id is told. */
export function actingCustomer({ data: { by } }: Pick<LoggedEvent, 'data'>): string | null {
  return isObject(by) && by['kind'] === 'customer' && typeof by['id'] === 'string' ? by['id'] : null;
}

/** The event without the id of the customer who did it: that it was a customer is all that counts. */
export function withoutActor(event: LoggedEvent): LoggedEvent {
  if (actingCustomer(event) === null) return event;
  const { id: _, ...by } = event.data['by'] as Fields;
  return { ...event, data: { ...event.data, by } };
}

/**
 * An event of a person who was erased: what a measure needs, and who of the company did it. Free text, addresses, orders,
 * fields and attributes that the contract does not know, and the id of a customer who acted are left out. The person's own
 * id stays (`renamePersons`). Taking away twice is the same as once, so an event that comes again is known again.
 */
export function withoutPersonal(event: LoggedEvent): LoggedEvent {
  const schema = definitionOf(event.type)?.data;
  const data = schema === undefined ? {} : keep(event.data, schema as FieldSchema);
  return withoutActor({ ...event, data, extensions: {} });
}

/**
 * The event with other ids in place of customers' where the contract has them: whose case it is, who is linked. Elsewhere the
 * same text may mean somebody else, a team or an agent. Its stream stays.
 */
export function renamePersons(event: LoggedEvent, names: ReadonlyMap<string, string>): LoggedEvent {
  const field = personField(event.family);
  const named = field === null ? undefined : names.get(event.data[field] as string);
  return field === null || named === undefined ? event : { ...event, data: { ...event.data, [field]: named } };
}
