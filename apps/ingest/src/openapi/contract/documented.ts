import { ANYWHERE } from '../anywhere.ts';
import { REQUEST_PROBLEMS } from '../../http-problem.ts';
import type { Answer, OpenApiDocument, Schema } from '../types.ts';
import type { Given } from './given.ts';
import { operationsOf } from './operations.ts';
import type { Check } from './validate.ts';

/** By operation and status; what reaches no operation by `anywhere` and the status of its problem. */
export function documentedAnswers(document: OpenApiDocument): ReadonlyMap<string, Answer> {
  const ofOperations = operationsOf(document).flatMap(({ operation }) =>
    Object.entries(operation.responses).map(
      ([status, answer]) => [`${operation.operationId} ${status}`, answer] as const,
    ),
  );
  const elsewhere = Object.entries(document.components.responses).map(([type, answer]) => {
    const [status] = REQUEST_PROBLEMS[type as keyof typeof REQUEST_PROBLEMS];
    return [`${ANYWHERE} ${status}`, answer] as const;
  });
  return new Map([...ofOperations, ...elsewhere]);
}

const refsOf = (schema: Schema): readonly string[] =>
  [schema, ...((schema['oneOf'] ?? []) as readonly Schema[])].flatMap(({ $ref }) =>
    $ref === undefined ? [] : [String($ref)],
  );

/** A problem with a shape of its own, whose `type` is that of an event's problem or of another. */
export const isOwnShape = (name: string) => name === 'replay-refused' || name === 'no-token';

/** All that is documented, as words: `receiveEvents 400 application/problem+json bad-json`. */
export function promises(document: OpenApiDocument): readonly string[] {
  return [...documentedAnswers(document)].flatMap(([place, { content }]) => {
    if (content === undefined) return [place];
    return Object.entries(content).flatMap(([mediaType, { schema }]) => {
      const types = refsOf(schema).flatMap((ref) => /problem\.(.+)$/.exec(ref)?.[1] ?? []);
      const isProblem = mediaType === 'application/problem+json' && !types.some(isOwnShape);
      return isProblem ? types.map((type) => `${place} ${mediaType} ${type}`) : [`${place} ${mediaType}`];
    });
  });
}

/** The same words for an answer that was given. */
export function promiseOf({ operation, status, contentType, name, body }: Given): string {
  const place = `${operation} ${status}`;
  if (contentType === null) return place;
  const isProblem = contentType === 'application/problem+json' && !isOwnShape(name);
  return isProblem ? `${place} ${contentType} ${(body as { type: string }).type}` : `${place} ${contentType}`;
}

function wrongHeaders({ headers: given }: Given, { headers = {} }: Answer): readonly string[] {
  const documented = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const unknown = Object.keys(given).filter((name) => !documented.has(name));
  const missing = Object.entries(headers).filter(
    ([name, header]) => 'required' in header && header.required && !(name.toLowerCase() in given),
  );
  return [...unknown.map((name) => `undocumented header ${name}`), ...missing.map(([name]) => `no header ${name}`)];
}

/** What of an answer is not as the document says. */
export function wrongWith(given: Given, answer: Answer | undefined, check: Check): readonly string[] {
  if (answer === undefined) return [`undocumented status ${given.status}`];
  const wrong = [...wrongHeaders(given, answer)];
  if (given.contentType === null) return answer.content === undefined ? wrong : [...wrong, 'no body'];
  const media = answer.content?.[given.contentType];
  if (media === undefined) return [...wrong, `undocumented content type ${given.contentType}`];
  const line = media['x-itemSchema'];
  const lines = line === undefined ? [] : String(given.body).trimEnd().split('\n');
  const inLines = lines.flatMap((text) => check(line ?? {}, JSON.parse(text)));
  const headers = Object.entries(answer.headers ?? {}).flatMap(([name, header]) => {
    const value = given.headers[name.toLowerCase()];
    return value === undefined || '$ref' in header ? [] : check(header.schema, value);
  });
  return [...wrong, ...headers, ...check(media.schema, given.body), ...inLines];
}
