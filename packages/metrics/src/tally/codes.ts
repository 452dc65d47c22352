import { VERDICTS, type CaseFacts, type Verdict } from '../facts.ts';

/** Yes-or-no facts of a case, a bit each in this order: the successes of every proportion in the report. */
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
] as const;
export type Flag = (typeof FLAGS)[number];

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
  readonly agentReturns: number;
  readonly teamReturns: number;
}

export function hasFlag(flags: number, flag: Flag): boolean {
  return ((flags >> FLAGS.indexOf(flag)) & 1) === 1;
}

const RECOVERED: ReadonlySet<Verdict> = new Set(['confirmed', 'noObjection']);
const EXCLUDED: ReadonlySet<Verdict> = new Set(['merged', 'illegitimate']);

/** Codes of the verdicts that take a case out of every measure; they are counted apart. */
export const EXCLUDED_CODES: readonly number[] = VERDICTS.flatMap((verdict, code) =>
  EXCLUDED.has(verdict) ? code : [],
);

function packFlags(values: Readonly<Record<Flag, boolean>>): number {
  return FLAGS.reduce((flags, flag, bit) => (values[flag] ? flags | (1 << bit) : flags), 0);
}

export function packFacts({ summary, verdict }: CaseFacts): FactCodes {
  const { agentLevel, teamLevel } = summary;
  return {
    verdict: VERDICTS.indexOf(verdict),
    flags: packFlags({
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
    }),
    agentHandOffs: Math.min(agentLevel.handOffs, MAX_COUNT),
    teamHandOffs: Math.min(teamLevel.handOffs, MAX_COUNT),
    agentReturns: Math.min(agentLevel.returnsToQueue, MAX_COUNT),
    teamReturns: Math.min(teamLevel.returnsToQueue, MAX_COUNT),
  };
}
