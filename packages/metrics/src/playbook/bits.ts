import { PLAYBOOK_WORDS, type PlaybookFlag } from './flags.ts';

/** Flags to a number at most: as many bits as an integer with a sign has to spare. */
export const BITS_A_NUMBER = 31;

/** Where a flag stands: in which of the numbers, and as which bit of it. */
export interface Place {
  readonly word: number;
  readonly mask: number;
}

const PLACES = Object.fromEntries(
  PLAYBOOK_WORDS.flatMap((flags, word) => flags.map((flag, bit) => [flag, { word, mask: 1 << bit }])),
) as Readonly<Record<PlaybookFlag, Place>>;

export function placeOf(flag: PlaybookFlag): Place {
  return PLACES[flag];
}

/** Whether bits, as `packPlaybook` makes them, have a flag. */
export function hasPlaybookFlag(bits: readonly number[], flag: PlaybookFlag): boolean {
  const { word, mask } = PLACES[flag];
  return ((bits[word] ?? 0) & mask) !== 0;
}

const NONE: readonly number[] = PLAYBOOK_WORDS.map(() => 0);

type Told = Readonly<Partial<Record<PlaybookFlag, boolean>>>;

/** The bits of what is told, in as many numbers as all flags take, added to some that are told already. */
export function packPlaybook(told: Told, bits: readonly number[] = NONE): readonly number[] {
  const packed = bits.slice();
  for (const flag in told) {
    if (told[flag as PlaybookFlag] !== true) continue;
    const { word, mask } = PLACES[flag as PlaybookFlag];
    packed[word] = (packed[word] ?? 0) | mask;
  }
  return packed;
}
