import { definitionOf } from './catalogue.ts';
import type { LoggedEvent } from './event.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What of a field's JSON Schema says whether it stays. */
interface FieldSchema {
  readonly personal?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The ids of customers that an event names: those without whom it says nothing. */
export function personsIn({
  family,
  subject,
  data,
}: Pick<LoggedEvent, 'family' | 'subject' | 'data'>): readonly string[] {
  const named = family === 'customer' || family === 'other' ? [subject] : [];
  for (const name of family === 'case' || family === 'other' ? ['customer'] : ['to']) {
    const id = data[name];
    if (typeof id === 'string') named.push(id);
  }
  return named;
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

/** What a customer did, by which of their ids is of no account. */
function withoutCustomerActor(data: Fields): Fields {
  const { by } = data;
  if (!isObject(by) || by['kind'] !== 'customer' || by['id'] === undefined) return data;
  const { id: _, ...actor } = by;
  return { ...data, by: actor };
}

/**
 * An event of a person who was erased: what a measure needs, and who of the company did it. Free text, addresses, orders,
 * fields and attributes that the contract does not know, and the id of a customer who acted are left out. The person's own
 * id stays (`renamePersons`). Taking away twice is the same as once, so an event that comes again is known again.
 */
export function withoutPersonal(event: LoggedEvent): LoggedEvent {
  const schema = definitionOf(event.type)?.data;
  const data = schema === undefined ? {} : withoutCustomerActor(keep(event.data, schema as FieldSchema));
  return { ...event, data, extensions: {} };
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [names.get(key) ?? key, renamed(field, names)]),
  );
}

/** The event with ids of persons replaced wherever in its data and attributes they stand. Its stream stays. */
export function renamePersons(event: LoggedEvent, names: ReadonlyMap<string, string>): LoggedEvent {
  const extensions = renamed(event.extensions, names) as LoggedEvent['extensions'];
  return { ...event, data: renamed(event.data, names) as Fields, extensions };
}
