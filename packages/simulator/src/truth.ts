import { DAY_MS, HOUR_MS } from './calendar/local-days.ts';
import { START_SHARES, type CaseLaw, type PassingLaw } from './law/case-law.ts';
import { Mixture, OwnershipCurve } from './law/ownership.ts';
import { returnsWithin, staysAwayFor, WAITING_DAYS, type Rates } from './law/returns.ts';
import type { World } from './world.ts';

/** P(a case is passed on 0, 1, 2, 3 or more times), and the mean. */
export interface HandOffTruth {
  readonly mean: number;
  readonly never: number;
  readonly once: number;
  readonly twice: number;
  readonly more: number;
}

export interface OwnershipTruth {
  /** P(ends without an owner), within 28 days. */
  readonly never: number;
  readonly withinHour: number;
  /** Over all cases, those that never have an owner included; null: not reached. */
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  /** P(owned within so many seconds of the opening). */
  readonly curve: readonly { readonly seconds: number; readonly owned: number }[];
}

/** The probabilities of a case that is neither merged nor illegitimate. */
export interface CaseTruth {
  /** Share of all such cases. */
  readonly share: number;
  readonly recovered: number;
  readonly confirmed: number;
  readonly notRecovered: {
    readonly unresolved: number;
    readonly reopened: number;
    readonly complainedAgain: number;
    readonly saidNo: number;
    readonly nothingDone: number;
  };
  readonly handOffs: HandOffTruth;
  readonly teamHandOffs: HandOffTruth;
}

export interface PhaseTruth {
  /** RFC 3339; openings in [from, to). */
  readonly from: string;
  readonly to: string;
  readonly all: CaseTruth;
  readonly ownership: OwnershipTruth;
  readonly teams: Readonly<Record<string, CaseTruth & { readonly ownership: OwnershipTruth }>>;
  readonly causes: Readonly<Record<string, CaseTruth>>;
  /** P(returns within 30, 90, 180 days of the opening), of first complaints. */
  readonly returnsFromOpening: ReturnTruth;
}

/** Cumulative incidence of the first value event, leaving competing. */
export interface ReturnTruth {
  readonly 30: number;
  readonly 90: number;
  readonly 180: number;
}

/** What is true of the simulated company because its parameters say so; nothing of it is read off its events. */
export interface Truth {
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly turn: string;
  readonly before: PhaseTruth;
  readonly after: PhaseTruth;
  /** Within 30, 90, 180 days of the verdict (opening + 44 days), of customers who had not left by then. */
  readonly returnsAfterVerdict: {
    readonly recovered: ReturnTruth;
    readonly notRecovered: ReturnTruth;
    readonly difference: ReturnTruth;
  };
  /** Of customers without a complaint, within 30, 90, 180 days of any day. */
  readonly returnsOfOthers: ReturnTruth;
}

type Shares = readonly (readonly [share: number, law: CaseLaw])[];

const mean = (shares: Shares, value: (law: CaseLaw) => number) =>
  shares.reduce((sum, [share, law]) => sum + share * value(law), 0) / shares.reduce((sum, [share]) => sum + share, 0);

const fate = (index: number) => (law: CaseLaw) => law.fates[index] ?? 0;
const [recovered, complainedAgain, unresolved, reopened, saidNo, nothingDone] = [0, 1, 2, 3, 4, 5].map(fate) as [
  (law: CaseLaw) => number,
  (law: CaseLaw) => number,
  (law: CaseLaw) => number,
  (law: CaseLaw) => number,
  (law: CaseLaw) => number,
  (law: CaseLaw) => number,
];

/** Enough terms of the geometric tail: what is left has no digit that counts. */
const MOST_HAND_OFFS = 60;

const passedOn = ({ once, again }: PassingLaw, count: number) =>
  count === 0 ? 1 - once : once * (1 - again) * again ** (count - 1);

/** Distribution of the number of hand-offs, each of them counted with P = `counted`, and one more with P = `first`. */
function distribution(law: CaseLaw, counted: number, first: number): number[] {
  const probabilities = new Array<number>(MOST_HAND_OFFS + 2).fill(0);
  const share = recovered(law);
  for (let total = 0; total <= MOST_HAND_OFFS; total += 1) {
    const p = share * passedOn(law.passing.recovered, total) + (1 - share) * passedOn(law.passing.notRecovered, total);
    let binomial = (1 - counted) ** total;
    for (let count = 0; count <= total; count += 1) {
      probabilities[count] = (probabilities[count] ?? 0) + p * binomial * (1 - first);
      probabilities[count + 1] = (probabilities[count + 1] ?? 0) + p * binomial * first;
      binomial =
        counted === 1
          ? Number(count + 1 === total)
          : (binomial * (total - count) * counted) / ((count + 1) * (1 - counted));
    }
  }
  return probabilities;
}

function handOffTruth(shares: Shares, of: (law: CaseLaw) => readonly number[]): HandOffTruth {
  const all = new Map(shares.map(([, law]) => [law, of(law)]));
  const at = (count: number) => mean(shares, (law) => all.get(law)?.[count] ?? 0);
  const [never, once, twice] = [at(0), at(1), at(2)];
  return {
    mean: mean(shares, (law) => (all.get(law) ?? []).reduce((sum, p, count) => sum + p * count, 0)),
    never,
    once,
    twice,
    more: 1 - never - once - twice,
  };
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
    // Every repetition brings a case more of its cause.
    const shares = laws.map((law, index) => [
      (causeShares[index] ?? 0) / (1 - complainedAgain(law[side])),
      law[side],
    ]) as unknown as Shares;
    const total = shares.reduce((sum, [share]) => sum + share, 0);
    const ofTeam = (id: string) => shares.filter(([, { team }]) => team.id === id);
    const teams = parameters.teams.map(({ id }) => id).filter((id) => ofTeam(id).length > 0);
    const ofCause = (index: number) => shares.slice(index, index + 1);
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      all: this.#cases(shares, total),
      ownership: this.#ownership(shares),
      teams: Object.fromEntries(
        teams.map((id) => [id, { ...this.#cases(ofTeam(id), total), ownership: this.#ownership(ofTeam(id)) }]),
      ),
      causes: Object.fromEntries(
        parameters.causes.map(({ name }, index) => [name, this.#cases(ofCause(index), total)]),
      ),
      returnsFromOpening: this.#returnsFromOpening(
        mean(
          laws.map((law, index) => [causeShares[index] ?? 0, law[side]]),
          recovered,
        ),
      ),
    };
  }

  #cases(shares: Shares, total: number): CaseTruth {
    const share = shares.reduce((sum, [part]) => sum + part, 0) / total;
    return {
      share,
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
    const total = shares.reduce((sum, [share]) => sum + share, 0);
    const mixture = new Mixture();
    for (const [share, law] of shares) {
      const good = recovered(law);
      const owned = 1 - nothingDone(law) - unresolved(law) * unresolvedUnowned;
      mixture.add((share / total) * good, law.ownership.recovered);
      mixture.add((share / total) * (owned - good), law.ownership.notRecovered);
    }
    const by = (seconds: number) => this.#curve.ownedBy(mixture.laws, seconds * 1000);
    const never = mean(shares, (law) => nothingDone(law) + unresolved(law) * unresolvedUnowned);
    const quantile = (p: number) => {
      if (p > 1 - never) return null;
      let [low, high] = [0, (10 * DAY_MS) / 1000];
      for (let i = 0; i < 30; i += 1)
        [low, high] = by((low + high) / 2) < p ? [(low + high) / 2, high] : [low, (low + high) / 2];
      return (low + high) / 2;
    };
    const hours = [1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 4, 8, 24, 48, 72, 120, 240].map((hour) => (hour * HOUR_MS) / 1000);
    const curve = hours.map((seconds) => ({ seconds, owned: by(seconds) }));
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
