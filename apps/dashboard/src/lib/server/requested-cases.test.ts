import { expect, test } from 'vitest';
import { requestedCases } from './requested-cases.ts';

const AS_OF_US = Date.parse('2026-11-21T00:00:00Z') * 1000;
const ask = (query: string) => requestedCases(new URLSearchParams(`from=2026-04-01&to=2026-07-01&${query}`), AS_OF_US);

test('an address becomes a query with its bounds as instants', async () => {
  expect(
    await ask('team=Delivery&verdict=reopened&verdict=pending&state=open&order=passed-on&owner=waiting&limit=5'),
  ).toMatchObject({
    ok: true,
    query: {
      fromUs: Date.parse('2026-04-01T00:00:00Z') * 1000,
      toUs: Date.parse('2026-07-01T00:00:00Z') * 1000,
      filters: { team: ['Delivery'] },
      verdicts: ['reopened', 'pending'],
      states: ['open'],
      owners: ['waiting'],
      order: 'passed-on',
      limit: 5,
      after: null,
    },
  });
});

test.each([
  ['verdict=lost', 'verdict'],
  ['owner=nobody', 'owner'],
  ['with=luck', 'with'],
  ['without=toString', 'without'],
  ['state=asleep', 'state'],
  ['order=loudest', 'order'],
  ['limit=0', 'limit'],
  ['limit=501', 'limit'],
  ['after=a&after=b', 'after'],
  ['by=team', 'by'],
  ['chanel=phone', 'chanel'],
])('%s is refused, and named', async (query, parameter) => {
  expect(await ask(query)).toMatchObject({ ok: false, problems: [{ parameter }] });
});

test('shares of the playbook are asked for by whether a case has what they tell', async () => {
  expect(await ask('with=denied&without=deniedWithAlternatives&without=heard')).toMatchObject({
    ok: true,
    query: {
      shares: [
        { share: 'denied', has: true },
        { share: 'deniedWithAlternatives', has: false },
        { share: 'heard', has: false },
      ],
    },
  });
});

test('a verdict may stand for several: with one at all, won back or not, or all that counts', async () => {
  const verdicts = async (choice: string) => {
    const asked = await ask(`verdict=${choice}&owner=waiting`);
    return asked.ok ? asked.query.verdicts : asked.problems;
  };
  const lost = ['unresolved', 'reopened', 'complainedAgain', 'saidNo', 'nothingDone'];
  expect(await verdicts('recovered')).toEqual(['confirmed', 'noObjection']);
  expect(await verdicts('notRecovered')).toEqual(lost);
  expect(await verdicts('settled')).toEqual(['confirmed', 'noObjection', ...lost]);
  expect(await verdicts('counted')).toEqual(['confirmed', 'noObjection', ...lost, 'pending']);
});
