import { html } from 'hono/html';
import { METHODS, type OpenApiDocument, type Schema } from '../types.ts';
import { slug, type Html } from './html.ts';
import { answer, operationSection } from './operation.ts';
import { prose } from './prose.ts';
import { eventSection, problemSection, schemaSection } from './schemas.ts';

/** A part of the page, and its line in the contents. */
export interface Section {
  readonly title: string;
  readonly body: Html;
}

type Entry = readonly [string, Schema];

const FAMILIES: Readonly<Record<string, string>> = {
  case: 'Events of a case',
  customer: 'Events of a customer',
  agent: 'Events of an agent',
  reading: 'Readings',
};

const SUBJECTS: Readonly<Record<string, string>> = {
  case: '`subject` is the id of the case.',
  customer: '`subject` is the id of the customer.',
  agent: '`subject` is the id of the agent.',
  reading: '`subject` is the name of the reading.',
};

function operations({ tags, paths }: OpenApiDocument): readonly Section[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] === undefined ? [] : [{ path, method, operation: item[method] }])),
  );
  return tags.map(({ name, description }) => ({
    title: name,
    body: html`${prose(description)}
    ${all
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ path, method, operation }) => operationSection(path, method, operation))}`,
  }));
}

const section = (title: string, lead: string, entries: readonly Entry[], show: (...entry: Entry) => Html): Section => ({
  title,
  body: html`${prose(lead)} ${entries.map(([name, schema]) => show(name, schema))}`,
});

/** Everything after the introduction, in its order. Each component is in one section. */
export function sectionsOf(document: OpenApiDocument): readonly Section[] {
  const { schemas, responses } = document.components;
  const entries = Object.entries(schemas);
  const starting = (prefix: string) => entries.filter(([name]) => name.startsWith(prefix));
  const families = Object.entries(FAMILIES).map(([family, title]) => {
    const own = entries.filter(([, schema]) => schema['x-family'] === family);
    return section(title, SUBJECTS[family] ?? '', own, eventSection);
  });
  const others = entries.filter(([name, schema]) => !/^(problem|refusal)\./.test(name) && !('x-family' in schema));
  return [
    ...operations(document),
    {
      title: 'Before an operation',
      body: html`${Object.entries(responses).map(([name, response]) => answer(name, response))}`,
    },
    ...families,
    section(
      'Problems of a request',
      'By `type`. Each example is an answer of the server.',
      starting('problem.'),
      problemSection,
    ),
    section('Problems of an event', 'By `type`, in the `problem` of a refusal.', starting('refusal.'), problemSection),
    section('Shapes', 'What bodies are made of.', others, schemaSection),
  ];
}

export const anchored = ({ title, body }: Section): Html =>
  html`<section id="${slug(title)}">
    <h2>${title}</h2>
    ${body}
  </section>`;
