import { expect, test } from 'vitest';
import { dataWords } from './data.ts';

test.each([
  ['late delivery', 'late delivery'],
  [900, '900'],
  [true, 'yes'],
  [false, 'no'],
  [{ agent: 'Ana', team: 'Delivery' }, 'agent Ana, team Delivery'],
  [['refund', 'voucher'], 'refund, voucher'],
  [{}, 'none'],
  [{ by: { kind: 'person', id: 'Ana' } }, 'by kind person, id Ana'],
])('data %j reads "%s"', (value, words) => {
  expect(dataWords(value)).toBe(words);
});
