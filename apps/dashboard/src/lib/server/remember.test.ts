import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('the same input is made once, another anew', () => {
  const asked: number[][] = [];
  const sum = remember((numbers: number[]) => {
    asked.push(numbers);
    return numbers.reduce((a, b) => a + b, 0);
  });
  expect([sum([1, 2]), sum([3]), sum([1, 2])]).toEqual([3, 3, 3]);
  expect(asked).toEqual([[1, 2], [3]]);
});

test('of more than 64, the one that was asked for longest ago is forgotten', () => {
  const asked: number[] = [];
  const same = remember((number: number) => {
    asked.push(number);
    return number;
  });
  for (let i = 0; i < 64; i += 1) same(i);
  same(0);
  same(64);
  asked.length = 0;
  same(0);
  same(1);
  expect(asked).toEqual([1]);
});
