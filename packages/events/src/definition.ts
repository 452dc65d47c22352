import type { Static, TObject } from 'typebox';
import type { Family, LoggedEvent } from './event.ts';

/** One event type, declared once: its data's schema gives the type, the validator and the JSON Schema. */
export interface EventDefinition<Type extends string = string, Data extends TObject = TObject> {
  readonly type: Type;
  readonly family: Exclude<Family, 'other'>;
  /** What it feeds, and the steps of the playbooks that it comes from. */
  readonly measures: string;
  readonly data: Data;
  /**
   * At least one valid `data`, which a test validates. Its type is not `Static<Data>`: to relate that for a `Data` that is
   * still open costs the compiler ten seconds in every package.
   */
  readonly examples: readonly [Readonly<Record<string, unknown>>, ...Readonly<Record<string, unknown>>[]];
}

export function defineEvent<const Type extends string, Data extends TObject>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> {
  return definition;
}

/** The data of a defined event. */
export type DataOf<Definition> =
  Definition extends EventDefinition<string, infer Data> ? Readonly<Static<Data>> : never;

/** A defined event as it stands in the log; over a union of definitions it gives the union that `type` discriminates. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, TObject> ? LoggedEvent<Type, DataOf<Definition>> : never;
