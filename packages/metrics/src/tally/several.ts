import { maskedBy, type Bits, type Pattern, type Several, type Word } from './bits.ts';

/** A customer's cases, each by a number: the bits that a word asks for, and the span. */
function coder(word: Word): (bits: Bits) => number {
  const places = word.flatMap((mask, column) =>
    Array.from({ length: 31 }, (_, bit) => ({ column, bit })).filter(({ bit }) => ((mask >>> bit) & 1) === 1),
  );
  const size = 2 ** places.length;
  return ({ flags, span }) => {
    let code = 0;
    places.forEach(({ column, bit }, place) => {
      code |= (((flags[column] ?? 0) >>> bit) & 1) << place;
    });
    return span * size + code;
  };
}

function patternsOf(codes: readonly number[], patterns: ReadonlyMap<number, Bits>): readonly Pattern[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].flatMap(([code, count]) => {
    const bits = patterns.get(code);
    return bits === undefined ? [] : { ...bits, count };
  });
}

/** Customers whose cases are alike in what a word asks for, told once: there are few such kinds, and many customers. */
function alikeIn(word: Word, customers: readonly (readonly Bits[])[]): readonly Several[] {
  const codeOf = coder(word);
  const patterns = new Map<number, Bits>();
  const kinds = new Map<string | number, { codes: readonly number[]; customers: number }>();
  for (const cases of customers) {
    const codes = cases.map((bits) => {
      const code = codeOf(bits);
      if (!patterns.has(code)) patterns.set(code, maskedBy(word, bits));
      return code;
    });
    codes.sort((a, b) => a - b);
    const [first = 0, second = 0] = codes;
    // Nearly all have two cases, and a number is found much faster than a text.
    const kind = codes.length === 2 && second < 2 ** 26 ? first * 2 ** 26 + second : codes.join();
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { codes, customers: 1 });
    else known.customers += 1;
  }
  return [...kinds.values()].map(({ codes, customers }) => ({ customers, cases: patternsOf(codes, patterns) }));
}

/** The cases of each customer with several → those who are alike, word for word. */
export function alike(
  words: readonly Word[],
  customers: readonly (readonly Bits[])[],
): readonly (readonly Several[])[] {
  return words.map((word) => alikeIn(word, customers));
}
