import { DAY_MS } from '../calendar/local-days.ts';
import { START_SHARES, type CaseLaw } from '../law/case-law.ts';
import { Mixture, OwnershipCurve } from '../law/ownership.ts';
import { returnsWithin, staysAwayFor, WAITING_DAYS, type Rates } from '../law/returns.ts';
import type { World } from '../world.ts';
import { tellCare } from './care.ts';
import { distribution, handOffTruth } from './hand-offs.ts';
import { chanceOf, mean, total, type Shares } from './shares.ts';
import type { CaseTruth, OwnershipTruth, PhaseTruth, ReturnTruth, Truth } from './truth.ts';

const recovered = chanceOf('recovered');
const complainedAgain = chanceOf('complainedAgain');
const unresolved = chanceOf('unresolved');
const reopened = chanceOf('reopened');
const saidNo = chanceOf('saidNo');
const nothingDone = chanceOf('nothingDone');

/** Hours at which the curve of ownership is told. */
const CURVE_HOURS = [1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 4, 8, 24, 48, 72, 120, 240];

/** Seconds, up to ten days, at which a growing share reaches `p`; by bisection. */
function crossing(by: (seconds: number) => number, p: number): number {
  let [low, high] = [0, (10 * DAY_MS) / 1000];
  for (let i = 0; i < 30; i += 1) {
    const middle = (low + high) / 2;
    if (by(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Makes the truth of one company. */
class Teller {
  readonly #world: World;
  readonly #curve = new OwnershipCurve();

  constructor(world: World) {
    this.#world = world;
  }

  phase(side: 'before' | 'after', fromMs: number, toMs: number): PhaseTruth {
    const { laws, causeShares, parameters } = this.#world;
    const firsts = laws.map(({ [side]: law }, index): Shares[number] => [causeShares[index] ?? 0, law]);
    // Every repetition brings a case more of its cause.
    const shares = firsts.map(([share, law]): Shares[number] => [share / (1 - complainedAgain(law)), law]);
    const all = total(shares);
    const ofTeam = (id: string) => shares.filter(([, { team }]) => team.id === id);
    const teams = parameters.teams.map(({ id }) => id).filter((id) => ofTeam(id).length > 0);
    const ofCause = (index: number) => shares.slice(index, index + 1);
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      all: this.#cases(shares, all),
      ownership: this.#ownership(shares),
      care: tellCare(this.#world, shares, side === 'after', this.#curve),
      teams: Object.fromEntries(
        teams.map((id) => [id, { ...this.#cases(ofTeam(id), all), ownership: this.#ownership(ofTeam(id)) }]),
      ),
      causes: Object.fromEntries(parameters.causes.map(({ name }, index) => [name, this.#cases(ofCause(index), all)])),
      returnsFromOpening: this.#returnsFromOpening(mean(firsts, recovered)),
    };
  }

  #cases(shares: Shares, all: number): CaseTruth {
    return {
      share: total(shares) / all,
      recovered: mean(shares, recovered),
      confirmed: mean(shares, recovered) * this.#world.parameters.confirms,
      notRecovered: {
        unresolved: mean(shares, unresolved),
        reopened: mean(shares, reopened),
        complainedAgain: mean(shares, complainedAgain),
        saidNo: mean(shares, saidNo),
        nothingDone: mean(shares, nothingDone),
      },
      handOffs: handOffTruth(shares, (law) => distribution(law, 1, this.#fromDesk(law, 'agent'))),
      teamHandOffs: handOffTruth(shares, (law) => distribution(law, law.team.acrossTeams, this.#fromDesk(law, 'team'))),
    };
  }

  /** P(a hand-off out of the team at which cases come in), where that is not listed as a front desk. */
  #fromDesk(law: CaseLaw, level: 'agent' | 'team'): number {
    const { intake, intakeIsFrontDesk } = this.#world.parameters;
    if (intake === null || intakeIsFrontDesk || law.team.id === intake) return 0;
    const [deskQueue = 0, deskAgent = 0] = START_SHARES;
    return level === 'agent' ? deskAgent : deskQueue + deskAgent;
  }

  #ownership(shares: Shares): OwnershipTruth {
    const { unresolvedUnowned } = this.#world.parameters;
    const all = total(shares);
    const mixture = new Mixture();
    for (const [share, law] of shares) {
      const good = recovered(law);
      const owned = 1 - nothingDone(law) - unresolved(law) * unresolvedUnowned;
      mixture.add((share / all) * good, law.ownership.recovered);
      mixture.add((share / all) * (owned - good), law.ownership.notRecovered);
    }
    const by = (seconds: number) => this.#curve.ownedBy(mixture.laws, seconds * 1000);
    const never = mean(shares, (law) => nothingDone(law) + unresolved(law) * unresolvedUnowned);
    const quantile = (p: number) => (p > 1 - never ? null : crossing(by, p));
    const curve = CURVE_HOURS.map((hour) => ({ seconds: hour * 3600, owned: by(hour * 3600) }));
    return { never, withinHour: by(3600), medianSeconds: quantile(0.5), p90Seconds: quantile(0.9), curve };
  }

  #returnsFromOpening(share: number): ReturnTruth {
    const { waiting, recovered: good, notRecovered: bad } = this.#world.returns;
    return horizons((days) => {
      const later = Math.max(0, days - WAITING_DAYS);
      const afterVerdict = share * returnsWithin(good, later) + (1 - share) * returnsWithin(bad, later);
      return returnsWithin(waiting, Math.min(days, WAITING_DAYS)) + staysAwayFor(waiting, WAITING_DAYS) * afterVerdict;
    });
  }
}

const horizons = (within: (days: number) => number): ReturnTruth => ({
  30: within(30),
  90: within(90),
  180: within(180),
});
const ofRates = (rates: Rates) => horizons((days) => returnsWithin(rates, days));

/** What is true of a company, from its parameters alone. */
export function tellTruth(world: World): Truth {
  const teller = new Teller(world);
  const { startMs, endMs, turnMs, returns, parameters } = world;
  const turnsMs = Math.min(Math.max(turnMs, startMs), endMs);
  const [recoveredReturns, notRecoveredReturns] = [ofRates(returns.recovered), ofRates(returns.notRecovered)];
  const difference = horizons(
    (days) => returnsWithin(returns.recovered, days) - returnsWithin(returns.notRecovered, days),
  );
  return {
    seed: parameters.seed,
    from: new Date(startMs).toISOString(),
    to: new Date(endMs).toISOString(),
    turn: new Date(turnMs).toISOString(),
    before: teller.phase('before', startMs, turnsMs),
    after: teller.phase('after', turnsMs, endMs),
    returnsAfterVerdict: { recovered: recoveredReturns, notRecovered: notRecoveredReturns, difference },
    returnsOfOthers: ofRates(returns.baseline),
  };
}
