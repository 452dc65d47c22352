/** Version of the definitions. Facts carry it; a change rebuilds them. */
export const BOOK_VERSION = 7;

export const SECOND_US = 1_000_000;
export const DAY_US = 86_400 * SECOND_US;

/** What a company may set of the definitions. Lengths in days of 86,400 s and in seconds. */
export interface BookSettings {
  /** T: days from opening within which a case must be resolved. */
  readonly resolveWithinDays: number;
  /** D: days that a resolution must hold. */
  readonly holdForDays: number;
  /** Teams whose first move out, before anyone owned the case, is triage and no hand-off. */
  readonly frontDesks: readonly string[];
  /** Target for time-to-ownership. */
  readonly ownershipTargetSeconds: number;
}

export const DEFAULT_BOOK_SETTINGS: BookSettings = {
  resolveWithinDays: 30,
  holdForDays: 14,
  frontDesks: [],
  ownershipTargetSeconds: 3600,
};

/** Age at which early signs are read: it is the same for every case, whatever is set. */
export const EARLY_AGE_US = 7 * DAY_US;

/** From opening to maturity: T + D. After it nothing changes the verdict of a case. */
export function maturesAfterUs(settings: BookSettings): number {
  return (settings.resolveWithinDays + settings.holdForDays) * DAY_US;
}
