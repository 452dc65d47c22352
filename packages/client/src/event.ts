import type { EventData } from './contract.ts';
import type { CloudEvent } from './problem.ts';

/** No types beside the contract's. */
export type NoOwn = Record<never, never>;

/** The types that can be pushed: the contract's, and those that the caller declares. */
export type TypeName<Own extends object> = keyof (EventData & Own) & string;

/** The data of a type; what has no required field may be left out. */
type WithData<Data> = NoOwn extends Data ? { readonly data?: Data | undefined } : { readonly data: Data };

/** What the caller says of an event; the client adds the rest. */
export type EventInput<Type extends TypeName<Own>, Own extends object = NoOwn> = WithData<(EventData & Own)[Type]> & {
  /** What it happened to: the id of the case, customer or agent, or the reading's name. */
  readonly subject: string;
  /** When it happened: a Date, or RFC 3339 with offset. Now, if left out. */
  readonly time?: Date | string | undefined;
  /** Unique within the source, for ever. A random UUID if left out; give one to make pushing again after a crash harmless. */
  readonly id?: string | undefined;
  /** Orders events of one source at the same time. */
  readonly sequence?: string | number | undefined;
  /** Further CloudEvents attributes; names of a–z and 0–9. */
  readonly extensions?: Readonly<Record<string, string | number | boolean>> | undefined;
};

/** An input of whatever type; whether its data fits has been seen to by the compiler, and is by the server. */
type AnyInput = Omit<EventInput<'case.closed'>, 'data'> & { readonly data?: unknown };

/** The event with all that identifies it, set once: whatever is tried again is the same to the byte. */
export function toCloudEvent(source: string, type: string, input: AnyInput): CloudEvent {
  const { subject, time = new Date(), id = crypto.randomUUID(), sequence, extensions, data = {} } = input;
  return {
    ...extensions,
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    // A Date that is none says so to the server, which names it in its answer.
    time: typeof time === 'string' ? time : (time.toJSON() ?? 'Invalid Date'),
    ...(sequence !== undefined && { sequence: String(sequence) }),
    data: data as CloudEvent['data'],
  };
}
