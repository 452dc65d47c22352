import { EVENT_TYPES } from '@finest-hour/events';

/** What the contract's schemas are made of, as plain JSON Schema. */
interface Schema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const HEAD = `// Written by \`pnpm run contract\` from packages/events; a test tells when it is out of date.
`;

/** Shapes that many events share, each named once, with an event and a field that has it. */
const NAMED: readonly (readonly [name: string, says: string, type: string, field: string])[] = [
  ['Actor', 'Who did it.', 'case.opened', 'by'],
  ['NamedPerson', 'A person named by id: only such a one can own a case.', 'case.owned', 'by'],
  ['Holder', 'Who a case sits with: an agent, a queue of a team, or both; neither is nobody.', 'case.assigned', 'to'],
  ['Channel', 'The way that customer and company reached each other.', 'case.opened', 'channel'],
  ['Severity', 'How bad it is.', 'case.opened', 'severity'],
  ['Fault', 'Whose failure it was.', 'case.opened', 'fault'],
  ['SolutionKind', 'What a solution can be, and what a customer can ask for.', 'solution.provided', 'kind'],
  ['Money', 'Units of a currency (12.5 EUR is twelve euros fifty), ISO 4217.', 'solution.provided', 'value'],
];

const SUBJECTS = {
  case: 'the case id',
  customer: 'the customer id',
  agent: 'the agent id',
  reading: "the reading's name",
} as const;

const schemaOf = (type: string): Schema => {
  const definition = EVENT_TYPES.find((one) => one.type === type);
  if (definition === undefined) throw new Error(`the contract has no type ${type}`);
  return JSON.parse(JSON.stringify(definition.data)) as Schema;
};

function fieldOf(type: string, field: string): Schema {
  const schema = schemaOf(type).properties?.[field];
  if (schema === undefined) throw new Error(`${type} has no field ${field}`);
  return schema;
}

const names = new Map(NAMED.map(([name, , type, field]) => [JSON.stringify(fieldOf(type, field)), name]));
const quoted = (word: string) => `'${word}'`;

/** The TypeScript type of a field: the name of its shape where it has one. */
function typeOf(schema: Schema): string {
  return names.get(JSON.stringify(schema)) ?? shapeOf(schema);
}

function shapeOf(schema: Schema): string {
  if (schema.const !== undefined) return quoted(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(quoted).join(' | ');
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'string' || schema.type === 'number' || schema.type === 'boolean') return schema.type;
  throw new Error(`no TypeScript type for ${JSON.stringify(schema)}`);
}

/** The fields of an object, a line each. What is optional may be undefined too: JSON leaves it out. */
function fieldsOf({ properties = {}, required = [] }: Schema, indent: string): string {
  const line = ([name, schema]: [string, Schema]) =>
    required.includes(name) ? `${name}: ${typeOf(schema)};` : `${name}?: ${typeOf(schema)} | undefined;`;
  return Object.entries(properties)
    .map((entry) => `${indent}${line(entry)}\n`)
    .join('');
}

function declare([name, says, type, field]: (typeof NAMED)[number]): string {
  const schema = fieldOf(type, field);
  const doc = `/** ${says} */\n`;
  if (schema.type === 'object') return `${doc}export interface ${name} {\n${fieldsOf(schema, '  ')}}\n`;
  return `${doc}export type ${name} = ${shapeOf(schema)};\n`;
}

const FAMILIES: readonly string[] = Object.keys(SUBJECTS);
/** By family, then by name: the order in which modules export their names is not the same everywhere. */
const inOrder = EVENT_TYPES.toSorted(
  (a, b) => FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || (a.type < b.type ? -1 : 1),
);

/** The TypeScript source of `contract.ts`: the data of every known type, in words that need no other package. */
export function contractSource(): string {
  const types = inOrder.map(
    ({ type, family, measures }) =>
      `  /** The subject is ${SUBJECTS[family]}. Feeds: ${measures}. */\n  '${type}': {\n${fieldsOf(schemaOf(type), '    ')}  };\n`,
  );
  const data = `/** The data of every event type that the contract knows. */\nexport interface EventData {\n${types.join('')}}\n`;
  return [HEAD, ...NAMED.map(declare), data].join('\n');
}
