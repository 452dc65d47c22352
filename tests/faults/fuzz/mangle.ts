import type { Chance } from './chance.ts';

/** Repeats a key with another value, before or behind the one that was there. */
function repeatKey(text: string, chance: Chance): string {
  const keys = [...text.matchAll(/"[a-z]{1,20}":/g)];
  const key = keys[chance.below(keys.length)];
  if (key === undefined) return text;
  const value = chance.oneOf(['null', '""', '"x"', '1e999', '{}', '"\\u0000"']);
  const first = `${text.slice(0, key.index)}${key[0]}${value},${text.slice(key.index)}`;
  return chance.happens(0.5) ? first : text.replace(/}(\s*\]?\s*)$/, `,${key[0]}${value}}$1`);
}

const SPACE = [' ', '\n', '\t', '\r\n', ' '.repeat(3000)];

/** Changes that leave text, though seldom JSON. */
const TEXT_CHANGES: readonly ((text: string, chance: Chance) => string)[] = [
  repeatKey,
  repeatKey,
  (text) => `\ufeff${text}`,
  (text) => `\ufeff\ufeff${text}`,
  (text, chance) => chance.oneOf(SPACE) + text + chance.oneOf(SPACE),
  (text, chance) => text.replaceAll(',', `,${chance.oneOf(SPACE)}`),
  (text, chance) => text.slice(0, chance.below(text.length + 1)),
  (text, chance) => {
    const at = chance.below(text.length + 1);
    return (
      text.slice(0, at) +
      chance.oneOf(['{', '}', '[', ']', ',', ':', '"', '\\', '\0', '\n', '/**/', '\u2028', "'"]) +
      text.slice(at)
    );
  },
  (text, chance) => text + chance.oneOf([text, ',', ']', '\0', '{}', '\n', 'null']),
  (text) => `[${text}]`,
  (text) => text.replaceAll('e', '\\u0065'),
  () => '',
  (_, chance) => chance.oneOf(['null', '[]', '[[]]', '{}', '""', '0', 'nonsense', '\n\n', ' ', '[null,1,"x",[],{}]']),
];

export function mangleText(text: string, chance: Chance): string {
  return chance.oneOf(TEXT_CHANGES)(text, chance);
}

/** Bytes that are not the ones that were sent: one flipped, some cut off or put in. */
export function mangleBytes(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.byteLength + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const inserted = chance.oneOf([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0]]);
  return chance.oneOf([
    () => Buffer.concat([before, Buffer.from([chance.below(256)]), after.subarray(1)]),
    () => Buffer.concat([before, Buffer.from(inserted), after]),
    () => Buffer.from(before),
    () => Buffer.concat([bytes, Buffer.from([chance.below(256), chance.below(256)])]),
  ])();
}
