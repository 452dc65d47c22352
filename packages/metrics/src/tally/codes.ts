import type { Bins } from '@finest-hour/statistics';
import { SECOND_US } from '../book.ts';
import { PLAYBOOK_WORDS, type PlaybookFlag } from '../playbook/flags.ts';
import { packSteps } from '../playbook/steps.ts';
import { packMargin } from './margin.ts';
import { packSurprise } from './surprise.ts';
import { VERDICTS, type CaseFacts, type ReturnFacts, type Verdict } from '../facts.ts';

/** Yes-or-no facts of a case, a bit each in this order: the successes of every proportion in the report. At most 31. */
export const FLAGS = [
  'recovered',
  'confirmed',
  'asked',
  'causeKnown',
  'everReopened',
  'agentNeverPassedOn',
  'agentPingPongDirect',
  'agentPingPongAny',
  'teamNeverPassedOn',
  'teamPingPongDirect',
  'teamPingPongAny',
  'owned',
  'firstOwnerResolved',
  'ownedThenDropped',
  'everUnheld',
  'reassignedWhileResolved',
  'promised',
  'promiseWithdrawn',
  'faultOurs',
  'faultMoved',
  'ownedInTarget',
  'followedUp',
  'promiseDue',
  'promiseBroken',
  'resolvedInWeek',
  'passedOnInWeek',
  // Where it stands now, and what it is no part of.
  'held',
  'excludedEarly',
  'merged',
  'illegitimate',
] as const;
export type Flag = (typeof FLAGS)[number];

/** Flags are stored as numbers, each of at most 31 of them. */
export const FLAG_COLUMNS: readonly (readonly AnyFlag[])[] = [FLAGS, ...PLAYBOOK_WORDS];
export type AnyFlag = Flag | PlaybookFlag;

/** Largest value of a packed count; a case passed on more often counts as this often. */
export const MAX_COUNT = 32_767;

/** What a case amounts to, as small numbers that a database counts fast. */
export interface FactCodes {
  /** Index into VERDICTS. */
  readonly verdict: number;
  /** Bit i is FLAGS[i]. */
  readonly flags: number;
  readonly agentHandOffs: number;
  readonly teamHandOffs: number;
  /** Hand-offs between people within a week of the opening; null: it was resolved by then. */
  readonly weekHandOffs: number | null;
  readonly agentReturns: number;
  readonly teamReturns: number;
  readonly escalations: number;
  readonly triages: number;
  readonly bulkMoves: number;
  readonly shiftMoves: number;
  readonly correctionMoves: number;
  /** How the wait for a first holder ended (0: it lasts), and in which bin. */
  readonly routedCause: number;
  readonly routedBin: number | null;
  /** How the wait for an owner ended (0: it lasts), and in which bin. */
  readonly ownCause: number;
  readonly ownBin: number | null;
  readonly runAroundBin: number | null;
  readonly fixingBin: number | null;
  /** Time with nobody after somebody held it; null: none. */
  readonly unheldBin: number | null;
  /** How the wait for a return ended, from the opening (0: it lasts; 3: out, had left before), and in which bin. */
  readonly returnCause: number;
  readonly returnBin: number | null;
  /** The same from the verdict on. */
  readonly laterCause: number;
  readonly laterBin: number | null;
  /** Bits of PLAYBOOK_WORDS, a number each. */
  readonly playbook: readonly number[];
  /** Bit i: step i of PLAYBOOK_STEPS applies; and it applies and was done. */
  readonly stepsApplicable: number;
  readonly stepsDone: number;
  readonly apologyBin: number | null;
  readonly silenceBin: number | null;
  readonly resolverBin: number | null;
  readonly publicBin: number | null;
  readonly promiseLengthBin: number | null;
  /** By how much the first promise was kept before or after it was due (`packMargin`); null: it is not settled. */
  readonly promiseMargin: number | null;
  /** When the customer was surprised and when they came back (`packSurprise`); null: had left before. */
  readonly surprise: number | null;
  readonly openInPublic: boolean;
  readonly promisesEarly: number;
  readonly promisesOnTime: number;
  readonly promisesLate: number;
  readonly promisesBroken: number;
}

/** Cause of an exit from waiting for an owner. */
export const OWN_CAUSES = { waiting: 0, owned: 1, endedUnowned: 2 } as const;
/** Cause of an exit from waiting for a first holder. */
export const ROUTE_CAUSES = { waiting: 0, routed: 1, endedUnrouted: 2 } as const;
/** Who had left before the clock started belongs to no curve. */
export const OUT = 3;

const MASKS = Object.fromEntries(FLAGS.map((flag, bit) => [flag, 1 << bit])) as Readonly<Record<Flag, number>>;

/** The bits of flags. */
export function maskOf(flags: readonly Flag[]): number {
  return flags.reduce((mask, flag) => mask | MASKS[flag], 0);
}

export function hasFlag(flags: number, flag: Flag): boolean {
  return (flags & MASKS[flag]) !== 0;
}

const RECOVERED: ReadonlySet<Verdict> = new Set(['confirmed', 'noObjection']);
/** Verdicts, and the flags of the same names, of cases that are no part of any measure. */
export const LEFT_OUT = ['merged', 'illegitimate'] as const satisfies readonly (Verdict & Flag)[];
const EXCLUDED: ReadonlySet<Verdict> = new Set(LEFT_OUT);

/** Codes of the verdicts that take a case out of every measure; they are counted apart. */
export const EXCLUDED_CODES: readonly number[] = VERDICTS.flatMap((verdict, code) =>
  EXCLUDED.has(verdict) ? code : [],
);

/** What each flag tells. */
function tellFlags({ summary, verdict, excludedEarly }: CaseFacts): Readonly<Record<Flag, boolean>> {
  const { agentLevel, teamLevel, ownership, promises, fault, early } = summary;
  return {
    recovered: RECOVERED.has(verdict),
    confirmed: verdict === 'confirmed',
    asked: summary.asked,
    causeKnown: summary.dimensions.cause !== null,
    everReopened: summary.everReopened,
    agentNeverPassedOn: agentLevel.handOffs === 0,
    agentPingPongDirect: agentLevel.pingPongDirect,
    agentPingPongAny: agentLevel.pingPongAny,
    teamNeverPassedOn: teamLevel.handOffs === 0,
    teamPingPongDirect: teamLevel.pingPongDirect,
    teamPingPongAny: teamLevel.pingPongAny,
    owned: ownership.exit === 'owned',
    firstOwnerResolved: ownership.firstOwnerResolved,
    ownedThenDropped: ownership.dropped,
    everUnheld: summary.unheldUs > 0,
    reassignedWhileResolved: summary.reassignedWhileResolved,
    promised: promises.made > 0,
    promiseWithdrawn: promises.made > 0 && promises.withdrawn > 0,
    faultOurs: fault.everOurs,
    faultMoved: fault.everOurs && fault.moved,
    ownedInTarget: early.ownedInTarget,
    followedUp: early.followedUp,
    promiseDue: early.promiseDue,
    promiseBroken: early.promiseDue && early.promiseBroken,
    resolvedInWeek: early.resolved,
    passedOnInWeek: early.handOffs > 0,
    held: summary.routing.held,
    excludedEarly,
    merged: verdict === 'merged',
    illegitimate: verdict === 'illegitimate',
  };
}

function packFlags(facts: CaseFacts): number {
  const told = tellFlags(facts);
  let flags = 0;
  for (const flag in told) if (told[flag as Flag]) flags |= MASKS[flag as Flag];
  return flags;
}

function packCount(count: number): number {
  return Math.min(count, MAX_COUNT);
}

function binOf(bins: Bins, us: number | null): number | null {
  return us === null ? null : bins.binOf(us / SECOND_US);
}

function packReturn(returned: ReturnFacts | null, bins: Bins): readonly [cause: number, bin: number | null] {
  return returned === null ? [OUT, null] : [returned.exit, binOf(bins, returned.afterUs)];
}

/** Packs the facts; durations by the bins of the settings (`bookBins`). */
export function packFacts(facts: CaseFacts, bins: Bins): FactCodes {
  const { summary, verdict } = facts;
  const { agentLevel, teamLevel, ownership, routing, playbook } = summary;
  const steps = packSteps(facts.playbook);
  const [returnCause, returnBin] = packReturn(facts.returned, bins);
  const [laterCause, laterBin] = packReturn(facts.returnedAfterVerdict, bins);
  return {
    verdict: VERDICTS.indexOf(verdict),
    flags: packFlags(facts),
    agentHandOffs: packCount(agentLevel.handOffs),
    teamHandOffs: packCount(teamLevel.handOffs),
    weekHandOffs: summary.early.resolved ? null : packCount(summary.early.handOffs),
    agentReturns: packCount(agentLevel.returnsToQueue),
    teamReturns: packCount(teamLevel.returnsToQueue),
    escalations: packCount(summary.escalationsFromBot),
    triages: packCount(summary.triages),
    bulkMoves: packCount(summary.moves.bulk),
    shiftMoves: packCount(summary.moves.shift),
    correctionMoves: packCount(summary.moves.correction),
    routedCause: routing.exit === null ? ROUTE_CAUSES.waiting : ROUTE_CAUSES[routing.exit],
    routedBin: binOf(bins, routing.waitUs),
    ownCause: ownership.exit === null ? OWN_CAUSES.waiting : OWN_CAUSES[ownership.exit],
    ownBin: binOf(bins, ownership.waitUs),
    runAroundBin: binOf(bins, ownership.runAroundUs),
    fixingBin: binOf(bins, ownership.fixingUs),
    unheldBin: binOf(bins, summary.unheldUs > 0 ? summary.unheldUs : null),
    returnCause,
    returnBin,
    laterCause,
    laterBin,
    playbook: facts.playbook,
    stepsApplicable: steps.applicable,
    stepsDone: steps.done,
    apologyBin: binOf(bins, playbook.apologyUs),
    silenceBin: binOf(bins, playbook.silenceUs),
    resolverBin: binOf(bins, playbook.resolverUs),
    publicBin: binOf(bins, playbook.publicUs),
    promiseLengthBin: binOf(bins, playbook.promises.firstLengthUs),
    promiseMargin: packMargin(playbook.promises, bins),
    surprise: packSurprise(playbook.surpriseUs, facts.returned),
    openInPublic: playbook.openInPublic,
    promisesEarly: packCount(playbook.promises.early),
    promisesOnTime: packCount(playbook.promises.onTime),
    promisesLate: packCount(playbook.promises.late),
    promisesBroken: packCount(playbook.promises.broken),
  };
}
