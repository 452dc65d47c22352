import { beforeAll, describe, expect, test } from 'vitest';
import { documentedAnswers, isOwnShape, promiseOf, promises, wrongWith } from './contract/documented.ts';
import { provokeAll, record, type Given } from './contract/given.ts';
import { operationsOf } from './contract/operations.ts';
import { VALID } from './contract/requests.ts';
import { send } from './contract/send.ts';
import { checkerOf } from './contract/validate.ts';
import { openApiDocument } from './document.ts';

const document = openApiDocument();
let given: readonly Given[];

beforeAll(async () => {
  given = await provokeAll(document);
});

test('every request is answered with the status that it provokes', () => {
  expect(given.filter(({ status, expected }) => status !== expected)).toEqual([]);
});

test('every status, content type and problem that is documented was provoked', () => {
  const provoked = new Set(given.map(promiseOf));
  expect(promises(document).filter((promise) => !provoked.has(promise))).toEqual([]);
});

test('every answer is as the document says: status, content type, headers and each field of the body', () => {
  const answers = documentedAnswers(document);
  const check = checkerOf(document, true);
  const wrong = given.flatMap((one) => {
    const found = wrongWith(one, answers.get(`${one.operation} ${one.status}`), check);
    return found.map((what) => `${one.operation} ${one.status} ${one.name}: ${what}`);
  });
  expect(wrong).toEqual([]);
});

test('a problem is named for its type', () => {
  const problems = given.filter(({ contentType, name }) => contentType?.includes('problem') && !isOwnShape(name));
  expect(problems.length).toBeGreaterThan(50);
  for (const { name, body } of problems) expect(body).toMatchObject({ type: name.split(' ')[0] });
});

test('the examples of the document are these very answers', async () => {
  await expect(record(given)).toMatchFileSnapshot('answers.json');
});

describe('who may', () => {
  const wanted = operationsOf(document).map(({ operation }) => operation);

  test.each(wanted)(
    '$operationId needs a key if and only if the document says so',
    async ({ operationId, security }) => {
      const { headers, ...valid } = VALID[operationId] ?? { method: '', path: '' };
      const { status } = await send({ ...valid, headers: { ...headers, authorization: '' } });
      expect(status === 401).toBe(security.length > 0);
    },
  );

  test.each(wanted)('$operationId names the scopes that the document lists', async ({ operationId, security }) => {
    const scopes = security.flatMap(({ key }) => key);
    const valid = VALID[operationId] ?? { method: '', path: '' };
    const body = await (await send({ ...valid, headers: { authorization: 'Bearer fh_read' } })).text();
    const lacking = scopes.length === 0 ? '' : `lacks the scope ${scopes.join(' or ')}`;
    expect(body).toContain(lacking);
  });
});

describe('addresses', () => {
  const paths = Object.entries(document.paths).map(([path, item]) => ({
    path,
    methods: Object.keys(item),
    headers: VALID[Object.values(item)[0]?.operationId ?? '']?.headers ?? {},
  }));

  test.each(paths)('$path has no method but those that are listed', async ({ path, methods, headers }) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (methods.includes(method.toLowerCase())) continue;
      const answer = await send({
        method,
        path: path.replace('{id}', '7f0c0b62-0000-4000-8000-000000000001'),
        headers,
      });
      // `/v1/rejected-events/replay` could also be read as the address of one event.
      if (path.endsWith('/replay') && answer.status === 404) continue;
      expect([path, method, answer.status]).toEqual([path, method, 405]);
      const allowed = answer.headers.get('allow')?.toLowerCase().split(', ').toSorted();
      expect(allowed).toEqual(methods.toSorted());
    }
  });
});
