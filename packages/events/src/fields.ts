import { Type } from 'typebox';
import Format from 'typebox/format';
import { parseTimeUs } from './time.ts';

/** Ids are parts of database keys, so their limit is in bytes: three of them still fit an index entry of PostgreSQL. */
export const MAX_ID_BYTES = 512;

/** One event: as sent when it comes alone, as compact JSON inside a batch. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** A UTF-16 unit takes at most 3 bytes of UTF-8, so short ids need no counting. */
export function isIdentifier(text: string): boolean {
  return text.length <= MAX_ID_BYTES / 3 || Buffer.byteLength(text) <= MAX_ID_BYTES;
}

// JSON Schema cannot count bytes or know calendars; these two formats do. To other validators they are annotations.
Format.Set('identifier', isIdentifier);
Format.Set('date-time', (text) => parseTimeUs(text) !== null);

/** The id of a case, customer, agent, team, order, …: not empty, at most 512 bytes of UTF-8. */
export const Identifier = Type.String({ minLength: 1, maxLength: MAX_ID_BYTES, format: 'identifier' });

/** A word that groups things (cause, product, region, place). */
export const Label = Type.String({ minLength: 1, maxLength: 512 });

/** Says of a field that it may tell who somebody is, and that no measure needs it: it goes when a person is erased. */
const personal = { personal: true };

/** Free text; never needed for a measure, bounded by the size of the event. */
export const FreeText = Type.String(personal);

/** What a shop calls a sale: it leads to the person there. */
export const OrderId = Type.String({ minLength: 1, maxLength: MAX_ID_BYTES, format: 'identifier', ...personal });

export const Count = Type.Integer({ minimum: 0 });

/** RFC 3339 with offset. */
export const Time = Type.String({ format: 'date-time' });

/** Pages link to it, so it must not be able to be a script. */
export const Url = Type.String({ pattern: '^[hH][tT][tT][pP][sS]?://[^\\s]+$', maxLength: 4096, ...personal });

export const CHANNELS = [
  'phone',
  'email',
  'chat',
  'social',
  'social-listening',
  'web',
  'store',
  'letter',
  'other',
] as const;

export const Channel = Type.Enum([...CHANNELS]);

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

export const Severity = Type.Enum([...SEVERITIES]);

/** Whose failure it was. */
export const Fault = Type.Enum(['ours', 'theirs', 'third-party', 'unclear']);

/** What a solution can be, and what a customer can ask for. */
export const SolutionKind = Type.Enum(['refund', 'exchange', 'repair', 'credit', 'help', 'explanation', 'other']);

/** An amount in units of its currency (12.5 EUR is twelve euros fifty), ISO 4217. */
export const Money = Type.Object({ amount: Type.Number(), currency: Type.String({ pattern: '^[A-Z]{3}$' }) });

/** Who did it. */
export const Actor = Type.Object({
  kind: Type.Enum(['person', 'bot', 'rule', 'system', 'customer']),
  id: Type.Optional(Identifier),
  team: Type.Optional(Identifier),
});
export type Actor = Readonly<Type.Static<typeof Actor>>;

/** A person named by id: only such a one can accept a case. */
export const NamedPerson = Type.Object({
  kind: Type.Literal('person'),
  id: Identifier,
  team: Type.Optional(Identifier),
});

/**
 * Who a case sits with: an agent, a team's queue, or both; neither is nobody, so that taking a case from everybody
 * can be told. `kind` tells a bot or rule from a person (the default).
 */
export const Holder = Type.Object({
  agent: Type.Optional(Identifier),
  team: Type.Optional(Identifier),
  kind: Type.Optional(Type.Enum(['person', 'bot', 'rule'])),
});

/** Every event of a case may say who did it. */
export const by = { by: Type.Optional(Actor) };
