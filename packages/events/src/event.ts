/** A stream belongs to one family; `other` holds unknown types, which are stored and shown but folded by nothing. */
export type Family = 'case' | 'customer' | 'agent' | 'reading' | 'other';

/**
 * An event as the log holds it: validated, its time in whole microseconds since 1970 (UTC).
 * `source` and `id` identify it for ever; `sequence` orders equal times of one source and type rank.
 */
export interface LoggedEvent<Type extends string = string, Data = Readonly<Record<string, unknown>>> {
  readonly source: string;
  readonly id: string;
  readonly type: Type;
  readonly family: Family;
  readonly subject: string;
  readonly timeUs: number;
  readonly sequence: string | null;
  readonly data: Data;
  /** Other CloudEvents attributes, as strings (`datacontenttype` and tracing ones apart, they say nothing of the event). */
  readonly extensions: Readonly<Record<string, string>>;
}
