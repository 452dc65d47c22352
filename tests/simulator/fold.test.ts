import { DEFAULT_BOOK_SETTINGS, maturesAfterUs, RETURN_EXITS, type CaseFacts } from '@finest-hour/metrics';
import { simulate, type CaseOutcome, type CustomerOutcome, type Parameters } from '@finest-hour/simulator';
import { describe, expect, test } from 'vitest';
import { foldCompany } from './fold-company.ts';

/** Far longer than it takes, also on a machine that does much else. */
const TIMEOUT = { timeout: 60_000 };

/** Four thousand cases in half a year. */
const COMPANY = { seed: 11, days: 182, cases: 4000, turnAt: '2026-04-01T00:00:00Z' } satisfies Partial<Parameters>;

/** What both sides say of a case. */
function ideal({ verdict, ownedUs, resolvedUs, agents, teams }: CaseOutcome) {
  return { verdict, ownedUs, resolvedUs, agents, teams };
}

function folded({ summary, verdict }: CaseFacts, nowUs: number) {
  const { returnsToQueue: _, ...agents } = summary.agentLevel;
  const { returnsToQueue: __, ...teams } = summary.teamLevel;
  const mature = summary.openedUs + maturesAfterUs(DEFAULT_BOOK_SETTINGS) <= nowUs;
  return {
    verdict: mature ? verdict : null,
    // The first episode's: an owner after a reopening belongs to another one.
    ownedUs: summary.ownership.exit === 'owned' ? summary.ownership.ownedUs : null,
    resolvedUs: summary.resolvedUs,
    agents,
    teams,
  };
}

/** Cases on which fold and simulator disagree, of those of which nothing got lost. */
function disagreements(parameters: Partial<Parameters>, frontDesks: readonly string[] = []) {
  const facts = foldCompany(parameters, frontDesks);
  const simulation = simulate(parameters);
  const nowUs = Date.parse(simulation.parameters.endsAt) * 1000;
  let compared = 0;
  const differing: object[] = [];
  const outcomes = [...simulation.outcomes()];
  for (const outcome of outcomes) {
    if (outcome.missing.length > 0) continue;
    compared += 1;
    const one = facts.get(outcome.caseId);
    const [meant, found] = [ideal(outcome), one === undefined ? null : folded(one, nowUs)];
    if (JSON.stringify(meant) !== JSON.stringify(found)) differing.push({ caseId: outcome.caseId, meant, found });
  }
  const needLinks = outcomes.filter(({ tags }) => tags.includes('needsLink')).length;
  return { compared, differing, needLinks };
}

/** Customers whose return the fold tells otherwise than it was made. Later than 224 days after it nothing is told. */
function returnsThatDiffer(parameters: Partial<Parameters>) {
  const facts = foldCompany(parameters);
  const told = (outcome: CustomerOutcome) => {
    const returned = facts.get(outcome.caseId)?.returned;
    return returned?.exit === RETURN_EXITS.returned ? outcome.openedUs + (returned.afterUs ?? NaN) : null;
  };
  return [...simulate(parameters).customers()]
    .filter(({ missing }) => !missing)
    .map((outcome) => ({ caseId: outcome.caseId, meant: outcome.returnedUs, told: told(outcome) }))
    .filter(({ meant, told: found }) => meant !== found);
}

describe('the folds make of every case what the simulator meant it to be', () => {
  test('verdict, first ownership, resolution, hand-offs and ping-pong at both levels, in messy data', TIMEOUT, () => {
    const { compared, differing } = disagreements(COMPANY);
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(3500);
  });

  test('also where the customer complained again, bought or left under a second id', TIMEOUT, () => {
    const linked = {
      ...COMPANY,
      seed: 13,
      cases: 2000,
      mess: { ...simulate({}).parameters.mess, secondId: 0.8, wrongLink: 0.3 },
    };
    const { differing, needLinks } = disagreements(linked);
    expect(differing).toEqual([]);
    expect(needLinks).toBeGreaterThan(50);
    expect(returnsThatDiffer(linked)).toEqual([]);
  });

  test('with the intake listed as a front desk, whose first move out is triage', TIMEOUT, () => {
    const { differing } = disagreements({ ...COMPANY, seed: 12, intakeIsFrontDesk: true }, ['service-desk']);
    expect(differing).toEqual([]);
  });
});

describe('what is said and done besides, as it was made, is what the folds read', () => {
  test('follow-ups within 24 hours, and promises', TIMEOUT, () => {
    const facts = foldCompany(COMPANY);
    const simulation = simulate(COMPANY);
    const nowUs = Date.parse(simulation.parameters.endsAt) * 1000;
    const outcomes = [...simulation.outcomes()].filter(
      ({ missing, verdict, openedUs }) =>
        missing.length === 0 && verdict !== 'merged' && openedUs + maturesAfterUs(DEFAULT_BOOK_SETTINGS) <= nowUs,
    );
    const differing = outcomes.flatMap(({ caseId, care: { followedUp, promise } }) => {
      const summary = facts.get(caseId)?.summary;
      const meant = { followedUp, made: Number(promise !== null), withdrawn: Number(promise === 'withdrawn') };
      const found = { followedUp: summary?.early.followedUp, ...summary?.promises };
      return JSON.stringify(meant) === JSON.stringify(found) ? [] : [{ caseId, meant, found }];
    });
    expect(differing).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(2500);
    for (const told of [true, false])
      expect(outcomes.filter(({ care }) => care.followedUp === told).length).toBeGreaterThan(500);
  });
});
