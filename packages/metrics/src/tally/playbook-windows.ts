import { DAY_US } from '../book.ts';
import { coverageOfAll, coverageOfAny, VALUE_TYPES, type Coverage, type Span } from '../coverage.ts';
import { PLAYBOOK_SHARES, type Needs, type PlaybookShare, type PlaybookShareName } from '../playbook/shares.ts';
import { PLAYBOOK_STEPS, type PlaybookStep } from '../playbook/steps.ts';
import { LANDMARKS, SURPRISES_SETTLED_US } from './surprise.ts';

/** What lasts, of the cases in which it came about, and the events without which it can't be seen. */
export const PLAYBOOK_DURATIONS = {
  apology: { needs: ['apology.made'] },
  silence: { needs: ['contact.made'] },
  resolver: { needs: [] },
  public: { needs: ['case.went-public'] },
  promiseLength: { needs: ['promise.made'] },
} as const satisfies Record<string, Needs>;
export type PlaybookDuration = keyof typeof PLAYBOOK_DURATIONS;

/** Openings of the cases in which all was told while it could happen, both ends included; null: of no case. */
export interface PlaybookWindows {
  readonly shares: Readonly<Record<PlaybookShareName, Span | null>>;
  /** In the order of PLAYBOOK_STEPS. */
  readonly steps: readonly (Span | null)[];
  readonly durations: Readonly<Record<PlaybookDuration, Span | null>>;
  /** Of promises and their keeping. */
  readonly promises: Span | null;
  /** Of surprises, and of who came back after one. */
  readonly surprises: Span | null;
}

const ALWAYS: Span = { fromUs: -Infinity, toUs: Infinity };

function within(a: Span | null, b: Span | null): Span | null {
  return a && b && { fromUs: Math.max(a.fromUs, b.fromUs), toUs: Math.min(a.toUs, b.toUs) };
}

/** As seen at `asOfUs`. `maturesAfterUs`: from an opening to its verdict. */
export function playbookWindows(coverage: Coverage, maturesAfterUs: number, asOfUs: number): PlaybookWindows {
  const windowOf = ({ needs, needsAny }: Needs, watchedDays = 0): Span | null => {
    const all = needs.length === 0 ? ALWAYS : coverageOfAll(coverage, needs);
    const any = needsAny === undefined ? ALWAYS : coverageOfAny(coverage, needsAny);
    const told = within(within(all, any), { fromUs: -Infinity, toUs: asOfUs });
    return told && { fromUs: told.fromUs, toUs: told.toUs - maturesAfterUs - watchedDays * DAY_US };
  };
  const watched = (told: Span | null, forUs: number) =>
    told && { fromUs: told.fromUs, toUs: Math.min(told.toUs, asOfUs) - forUs };
  const byName = <Name extends string, One>(all: Readonly<Record<Name, One>>, of: (one: One) => Span | null) =>
    Object.fromEntries(Object.entries<One>(all).map(([name, one]) => [name, of(one)])) as Record<Name, Span | null>;
  return {
    shares: byName<PlaybookShareName, PlaybookShare>(PLAYBOOK_SHARES, (share) => windowOf(share, share.watchedDays)),
    steps: PLAYBOOK_STEPS.map((step: PlaybookStep) => windowOf(step)),
    durations: byName<PlaybookDuration, Needs>(PLAYBOOK_DURATIONS, (one) => windowOf(one)),
    promises: windowOf({ needs: ['promise.made', 'promise.kept'] }),
    surprises: within(
      watched(coverageOfAny(coverage, VALUE_TYPES), SURPRISES_SETTLED_US),
      watched(coverageOfAll(coverage, ['surprise.given']), LANDMARKS * DAY_US),
    ),
  };
}
