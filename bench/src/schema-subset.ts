/** The part of JSON Schema that the contract uses; enough to state it in another validator's terms. */
export interface SchemaSubset {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaSubset>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly SchemaSubset[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Whether an object has what one of the alternatives requires. */
export function meetsAny(anyOf: readonly SchemaSubset[] | undefined, value: object): boolean {
  return anyOf === undefined || anyOf.some(({ required = [] }) => required.every((key) => key in value));
}
