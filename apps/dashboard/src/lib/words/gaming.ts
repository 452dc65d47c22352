import type { Estimate } from '@finest-hour/metrics';
import type { Figures } from './figures.ts';

/** A way to make a headline look good without being good, and how much of it there is. */
export interface WayToGame {
  /** Its name in the report. */
  readonly measure: string;
  readonly name: string;
  /** What it does to the headline. */
  readonly does: string;
  /** A share, or a number of changes. */
  readonly figure: { readonly share: Estimate; readonly of: string } | { readonly changes: number };
  /** Why it can't be told; undefined: it can. */
  readonly notMeasured: string | undefined;
}

export type Headline = 'recovery' | 'ownership' | 'passing' | 'loyalty' | 'promises';

function mirrored({ value, low, high, n }: Estimate): Estimate {
  const other = (share: number | null) => (share === null ? null : 1 - share);
  return { value: other(value), low: other(high), high: other(low), n };
}

type Way = Omit<WayToGame, 'notMeasured'> & { readonly needs?: string };

function recoveryWays({ measures }: Figures): readonly Way[] {
  const { merged, illegitimate, faultMoved } = measures.gaming;
  return [
    {
      measure: 'gaming.merged',
      name: 'Merged into another complaint',
      does: 'leaves every figure',
      figure: { share: merged, of: 'complaints' },
    },
    {
      measure: 'gaming.illegitimate',
      name: 'Called illegitimate',
      does: 'leaves every figure',
      figure: { share: illegitimate, of: 'complaints' },
    },
    {
      measure: 'unknownCause',
      name: 'Cause not known',
      does: 'such a customer never complains again of the same',
      figure: { share: mirrored(measures.knownCause), of: 'complaints' },
    },
    {
      measure: 'gaming.faultMoved',
      name: 'Our fault at first, and then no more',
      does: 'moves a loss to another group',
      figure: { share: faultMoved, of: 'complaints that were our fault' },
    },
  ];
}

function passingWays({ measures }: Figures): readonly Way[] {
  const { bulk, shifts, corrections } = measures.handOffs.apart;
  const changes = (key: string, name: string, number: number): Way => ({
    measure: `handOffs.apart.${key}`,
    name,
    does: 'is no hand-off',
    figure: { changes: number },
  });
  return [
    {
      measure: 'gaming.reassignedWhileResolved',
      name: 'Moved while resolved',
      does: 'is no hand-off, unless it reopens',
      figure: { share: measures.gaming.reassignedWhileResolved, of: 'complaints' },
      needs: 'handOffs',
    },
    changes('bulk', 'Moved in bulk', bulk),
    changes('shifts', 'Called a change of shift', shifts),
    changes('corrections', 'Called a correction', corrections),
  ];
}

function ownershipWays({ measures }: Figures): readonly Way[] {
  const { ownedThenDropped, firstOwnerResolved } = measures.timeToOwnership;
  return [
    {
      measure: 'timeToOwnership.ownedThenDropped',
      name: 'Owned, then dropped within an hour',
      does: 'stops the clock, and nobody cares',
      figure: { share: ownedThenDropped, of: 'complaints owned' },
      needs: 'timeToOwnership',
    },
    {
      measure: 'timeToOwnership.firstOwnerResolved',
      name: 'The first owner resolved it',
      does: 'where few do, answering fast passes for owning',
      figure: { share: firstOwnerResolved, of: 'complaints owned' },
      needs: 'timeToOwnership',
    },
  ];
}

function promiseWays({ measures }: Figures): readonly Way[] {
  return [
    {
      measure: 'gaming.withoutPromise',
      name: 'Nothing was promised',
      does: 'what is not promised can’t be broken',
      figure: { share: measures.gaming.withoutPromise, of: 'complaints' },
      needs: 'withoutPromise',
    },
    {
      measure: 'gaming.promiseWithdrawn',
      name: 'A promise taken back before it was due',
      does: 'is not broken',
      figure: { share: measures.gaming.promiseWithdrawn, of: 'complaints with a promise' },
      needs: 'promiseWithdrawn',
    },
  ];
}

function loyaltyWays({ measures: { repeatLoyalty } }: Figures): readonly Way[] {
  if (repeatLoyalty === null) return [];
  return [
    {
      measure: 'repeatLoyalty.notMatched',
      name: 'Known from complaints alone',
      does: 'nobody would see them come back; leaving them out would flatter',
      figure: { share: mirrored(repeatLoyalty.matched), of: 'customers' },
    },
  ];
}

const WAYS: Readonly<Record<Headline, (report: Figures) => readonly Way[]>> = {
  recovery: recoveryWays,
  ownership: ownershipWays,
  passing: passingWays,
  promises: promiseWays,
  loyalty: loyaltyWays,
};

/** The ways to game a headline, each with its figure. */
export function waysToGame(report: Figures, headline: Headline): readonly WayToGame[] {
  return WAYS[headline](report).map(({ needs, ...way }) => ({
    ...way,
    notMeasured: needs === undefined ? undefined : report.notMeasured[needs],
  }));
}
