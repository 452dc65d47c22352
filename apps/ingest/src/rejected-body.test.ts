import { describe, expect, test } from 'vitest';
import { HttpProblem } from './http-problem.ts';
import { keepRefusedBody } from './rejected-body.ts';
import { KEYS, memoryDeps } from './testing/memory-deps.ts';

const key = KEYS['fh_push'];
if (key === undefined) throw new Error('no key fh_push');

describe('a body that holds no event that could be told', () => {
  const refuse = async (body: Uint8Array, error: unknown) => {
    const deps = memoryDeps();
    await expect(keepRefusedBody(deps, key, body)(error)).rejects.toBe(error);
    return deps.rejected;
  };

  test('is kept with the reason for which the request is refused', async () => {
    const detail = 'not JSON at position 7 (line 1, column 8): unexpected the end';
    expect(await refuse(Buffer.from('{"id": '), new HttpProblem('bad-json', detail))).toEqual([
      {
        payload: '{"id": ',
        truncated: false,
        source: null,
        id: null,
        problem: { type: 'bad-json', title: 'The body is not JSON', detail, pointer: '' },
        keyId: 'key-push',
        receivedUs: 1_772_496_000_000_000,
      },
    ]);
  });

  // 65,536 bytes: a letter and 32,767 of two bytes each, and the first byte of one more.
  test('is kept by its first 64 KiB, in whole characters, and is said to be cut', async () => {
    const [kept] = await refuse(Buffer.from(`x${'é'.repeat(40_000)}`), new HttpProblem('too-large', 'x'));
    expect([kept?.payload, kept?.truncated]).toEqual([`x${'é'.repeat(32_767)}`, true]);
  });

  test('is not kept where the fault is ours', async () => {
    expect(await refuse(Buffer.from('{}'), new Error('broken'))).toEqual([]);
  });
});
