import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac.ts';

test('it is the HMAC of RFC 4231', () => {
  const hex = (key: Buffer, text: string) => hmacSha256(key)(text).toString('hex');
  expect(hex(Buffer.alloc(20, 0x0b), 'Hi There')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
  expect(hex(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  expect(hex(Buffer.alloc(131, 0xaa), 'Test Using Larger Than Block-Size Key - Hash Key First')).toBe(
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  );
});

test.each([0, 1, 32, 63, 64, 65, 200])('and of Node, with a key of %d bytes', (length) => {
  const key = Buffer.from(Array.from({ length }, (_, index) => index));
  expect(hmacSha256(key)('Größe')).toEqual(createHmac('sha256', key).update('Größe').digest());
});
