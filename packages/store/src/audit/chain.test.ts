import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { AuditChain, auditHash, NO_HASH, type AuditRecord } from './chain.ts';

const entry = { atUs: 1, actor: 'a', action: 'x', detail: { b: 1, a: [2] } };

function records(count: number): AuditRecord[] {
  const made: AuditRecord[] = [];
  let previous: Buffer = NO_HASH;
  for (let seq = 1; seq <= count; seq += 1) {
    const own = { ...entry, seq, previous, hash: auditHash(previous, seq, entry) };
    made.push(own);
    previous = own.hash;
  }
  return made;
}

const verdicts = (all: readonly AuditRecord[]) => {
  const chain = new AuditChain();
  return all.map((record) => chain.check(record)?.why ?? null);
};

test('a hash covers the one before and all that is said, whatever the order of keys', () => {
  const said = Buffer.from('[1,1,"a","x",{"a":[2],"b":1}]');
  const expected = hash('sha256', Buffer.concat([NO_HASH, said]), 'hex');
  expect(auditHash(NO_HASH, 1, entry).toString('hex')).toBe(expected);
});

test('a chain as it was written fits', () => {
  expect(verdicts(records(3))).toEqual([null, null, null]);
});

test.each([
  ['left out', (all: AuditRecord[]) => all.toSpliced(1, 1), 'record 2 is missing'],
  ['changed', (all: AuditRecord[]) => all.with(1, { ...(all[1] as AuditRecord), actor: 'b' }), 'it was changed'],
  [
    'changed with its own hash',
    (all: AuditRecord[]) => {
      const forged = { ...entry, actor: 'b' };
      const first = { ...(all[0] as AuditRecord), ...forged, hash: auditHash(NO_HASH, 1, forged) };
      return all.with(0, first);
    },
    'it does not follow on the record before',
  ],
])('a record that was %s is found', (_, change, why) => {
  expect(verdicts(change(records(3))).find((verdict) => verdict !== null)).toBe(why);
});
