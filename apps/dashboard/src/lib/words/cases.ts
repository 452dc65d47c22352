import type { CaseDetail, CaseListItem, CaseState, HopView, Verdict } from '@finest-hour/metrics';
import { count, counted } from './numbers.ts';

export type VerdictOrPending = Verdict | 'pending';

/** What the list may be narrowed to by verdict: one of them, or several by one name. */
export type VerdictChoice = VerdictOrPending | 'counted' | 'settled' | 'recovered' | 'notRecovered';

/** How the wait for an owner stands. */
export type OwnerState = 'waiting' | 'assigned' | 'owned' | 'never';

export type CaseOrder = 'opened' | 'passed-on';

/** Orders of the list, as a choice and as a heading. */
export const ORDER_WORDS: Readonly<Record<CaseOrder, string>> = {
  opened: 'latest opened first',
  'passed-on': 'passed on most first',
};

const VERDICT_WORDS: Readonly<Record<VerdictOrPending, string>> = {
  confirmed: 'recovered, customer confirmed',
  noObjection: 'recovered, no objection',
  unresolved: 'not resolved in time',
  reopened: 'reopened',
  complainedAgain: 'complained again',
  saidNo: 'said no',
  nothingDone: 'closed with nothing done',
  merged: 'left out: merged',
  illegitimate: 'left out: illegitimate',
  pending: 'pending',
};

export function verdictWords(verdict: VerdictOrPending): string {
  return VERDICT_WORDS[verdict];
}

const CHOICE_WORDS: Readonly<Record<VerdictChoice, string>> = {
  ...VERDICT_WORDS,
  counted: 'all but what is left out',
  settled: 'with a verdict',
  recovered: 'recovered',
  notRecovered: 'not recovered',
};

export function verdictChoiceWords(choice: VerdictChoice): string {
  return CHOICE_WORDS[choice];
}

const OWNER_WORDS: Readonly<Record<OwnerState, string>> = {
  waiting: 'waiting for one',
  assigned: 'assigned, waiting for one',
  owned: 'had one',
  never: 'ended unowned',
};

export function ownerWords(state: OwnerState): string {
  return OWNER_WORDS[state];
}

/** How many a list holds, and how many of them this page shows: "734 cases", "734 cases, 50 of them here". */
export function totalWords(total: number, shown: number): string {
  return shown >= total ? counted(total, 'case') : `${counted(total, 'case')}, ${count(shown)} of them here`;
}

/** The mark that stands for a verdict; what is left out of the figures has none. */
export function verdictMark(verdict: Verdict | null): 'recovered' | 'lost' | 'pending' | null {
  if (verdict === null) return 'pending';
  if (verdict === 'confirmed' || verdict === 'noObjection') return 'recovered';
  return verdict === 'merged' || verdict === 'illegitimate' ? null : 'lost';
}

export function holderWords({ agent, team }: CaseListItem['holder']): string {
  if (agent !== null) return team === null ? agent : `${agent}, ${team}`;
  return team === null ? 'nobody' : `nobody, in ${team}`;
}

const STATE_WORDS: Readonly<Record<CaseState, string>> = {
  open: 'open',
  resolved: 'resolved',
  closed: 'closed',
  merged: 'merged',
  withdrawn: 'withdrawn',
};

export function stateWords(state: CaseState): string {
  return STATE_WORDS[state];
}

/**
 * When a case was resolved. The resolution told is the last in time; one that came too late for the verdict is not
 * known here. `write` writes an instant.
 */
export function resolutionWords(
  { resolvedAt, state, verdict }: Pick<CaseDetail, 'resolvedAt' | 'state' | 'verdict'>,
  write: (instant: string) => string,
): string {
  if (resolvedAt !== null) {
    const since = state === 'open' ? ', open again' : verdict === 'reopened' ? ', then reopened' : '';
    return `${write(resolvedAt)}${since}`;
  }
  return state === 'open' && verdict === null ? 'not yet' : 'not in time';
}

/** "never", "once", "3 times". */
export function times(n: number): string {
  return n === 0 ? 'never' : n === 1 ? 'once' : n === 2 ? 'twice' : `${count(n)} times`;
}

/** Of what is left out in the middle of a long case: "650 events in between are not shown; they count all the same". */
export function leftOutWords(n: number, one: 'event' | 'holding'): string {
  return `${counted(n, one)} in between ${n === 1 ? 'is not shown; it counts' : 'are not shown; they count'} all the same`;
}

const MOVE_WORDS: Readonly<Record<HopView['agentMove'], string | null>> = {
  routed: 'routed',
  handedOff: 'handed off',
  returned: 'came back',
  triaged: 'triaged',
  bulk: 'moved in bulk',
  shift: 'change of shift',
  correction: 'correction',
  whileResolved: 'moved while resolved',
  released: 'left to nobody',
  stayed: null,
};

/** How a case came to a holder, person first; nothing moved at either level → null. */
export function moveWords({ agentMove, teamMove }: Pick<HopView, 'agentMove' | 'teamMove'>): string | null {
  const person = MOVE_WORDS[agentMove];
  const team = teamMove === 'handedOff' ? 'to another team' : null;
  return person === null ? (team === null ? null : `passed ${team}`) : team === null ? person : `${person}, ${team}`;
}
