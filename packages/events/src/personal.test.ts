import { expect, test } from 'vitest';
import { EVENT_TYPES } from './catalogue.ts';
import type { LoggedEvent } from './event.ts';
import { examples } from './examples.ts';
import { actingCustomer, personsIn, renamePersons, withoutActor, withoutPersonal } from './personal.ts';
import { readEvent } from './read-event.ts';
import { dataProblem } from './validate-data.ts';

const NOW_US = 1_800_000_000_000_000;

function read(type: string, subject: string, data: object, more: object = {}): LoggedEvent {
  const envelope = { specversion: '1.0', id: 'e', source: 's', time: '2026-01-05T00:00:00Z' };
  const result = readEvent({ ...envelope, type, subject, data, ...more }, NOW_US);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.event;
}

test('an event names the customer of whom it tells, who complained, and whom it links', () => {
  expect(personsIn(read('customer.purchased', 'ann', {}))).toEqual(['ann']);
  expect(personsIn(read('case.opened', 'c', { customer: 'ann', channel: 'phone' }))).toEqual(['ann']);
  expect(personsIn(read('customer.linked', 'ann', { to: 'bea' }))).toEqual(['ann', 'bea']);
  expect(personsIn(read('shop.basket-left', 'ann', { customer: 'bea' }))).toEqual(['ann', 'bea']);
  expect(personsIn(read('case.assigned', 'c', { to: { agent: 'ben' } }))).toEqual([]);
  expect(personsIn(read('agent.joined', 'ann', { team: 'a' }))).toEqual([]);
});

test('what tells who somebody is goes; what is counted stays', () => {
  const opening = { customer: 'ann', channel: 'phone', cause: 'late', url: 'https://desk/ann', name: 'Ann' };
  const bare = withoutPersonal(
    read('case.opened', 'c', { ...opening, by: { kind: 'customer', id: 'ann' } }, { x: 'Ann' }),
  );
  expect(bare.data).toEqual({ customer: 'ann', channel: 'phone', cause: 'late', by: { kind: 'customer' } });
  expect(bare.extensions).toEqual({});
  const sale = { value: { amount: 1, currency: 'EUR', for: 'Ann' }, order: 'o-1', automatic: true };
  expect(withoutPersonal(read('customer.purchased', 'ann', sale)).data).toEqual({
    value: { amount: 1, currency: 'EUR' },
    automatic: true,
  });
  const escalated = { reason: 'Ann is angry', by: { kind: 'person', id: 'ben', team: 't', phone: '1' } };
  expect(withoutPersonal(read('case.escalated', 'c', escalated)).data).toEqual({
    by: { kind: 'person', id: 'ben', team: 't' },
  });
  expect(withoutPersonal(read('shop.basket-left', 'ann', { name: 'Ann' })).data).toEqual({});
});

test('what is left of any event still fits the contract, and is left alone the second time', () => {
  for (const { type } of EVENT_TYPES) {
    for (const example of examples().filter((one) => one.type === type)) {
      const bare = withoutPersonal(read(type, example.subject, { ...example.data, unknown: 'x' }));
      expect(dataProblem(type, bare.data), type).toBeNull();
      expect(withoutPersonal(bare)).toEqual(bare);
    }
  }
});

test('no required field is personal', () => {
  for (const { type, data } of EVENT_TYPES) {
    const required: readonly string[] = data.required ?? [];
    const personal = Object.entries(data.properties).filter(([, schema]) => 'personal' in schema);
    expect(
      personal.filter(([name]) => required.includes(name)),
      type,
    ).toEqual([]);
  }
});

test('an id is replaced where a customer stands, and nowhere else', () => {
  const names = new Map([['ann', 'erased:1']]);
  const opening = {
    customer: 'ann',
    channel: 'phone',
    team: 'ann',
    takenBy: 'ann',
    by: { kind: 'customer', id: 'ann' },
  };
  expect(renamePersons(read('case.opened', 'ann', opening), names)).toMatchObject({
    subject: 'ann',
    data: { customer: 'erased:1', team: 'ann', takenBy: 'ann' },
  });
  expect(renamePersons(read('customer.linked', 'bea', { to: 'ann' }), names).data).toEqual({ to: 'erased:1' });
  const assigned = { to: { agent: 'ann' }, by: { kind: 'person', id: 'ann' } };
  expect(renamePersons(read('case.assigned', 'c', assigned), names).data).toEqual(assigned);
});

test('who acted is told only of customers', () => {
  const byCustomer = read('case.reopened', 'c', { by: { kind: 'customer', id: 'ann' } });
  expect([actingCustomer(byCustomer), withoutActor(byCustomer).data]).toEqual(['ann', { by: { kind: 'customer' } }]);
  const byAgent = read('case.reopened', 'c', { by: { kind: 'person', id: 'ann' } });
  expect([actingCustomer(byAgent), withoutActor(byAgent)]).toEqual([null, byAgent]);
});
