import type { Flag } from './codes.ts';

/** Shares of those cases that have one flag which also have another. */
export const CONDITIONALS = {
  firstOwnerResolved: { of: 'owned', flag: 'firstOwnerResolved' },
  ownedThenDropped: { of: 'owned', flag: 'ownedThenDropped' },
} as const satisfies Record<string, { readonly of: Flag; readonly flag: Flag }>;
export type ConditionalName = keyof typeof CONDITIONALS;

export const CONDITIONAL_NAMES = Object.keys(CONDITIONALS) as readonly ConditionalName[];
