import { MINUTE_MS } from '../calendar/local-days.ts';
import type { CaseLaw } from '../law/case-law.ts';
import {
  careLaw,
  EARLY_UNTIL,
  HEARD,
  KEPT_FROM,
  KEPT_IN_TIME,
  ownsByApology,
  PROMISE_SHARES,
  type CareLaw,
} from '../law/care-law.ts';
import { Mixture, type OwnershipCurve } from '../law/ownership.ts';
import type { World } from '../world.ts';
import { chanceOf, mean, type Shares } from './shares.ts';
import type { CareTruth } from './truth.ts';

const recovered = chanceOf('recovered');
const unresolved = chanceOf('unresolved');
const nothingDone = chanceOf('nothingDone');
const saidNo = chanceOf('saidNo');

/** The owner speaks first within 50 minutes; in so many steps that what is left over has no digit that counts. */
const FIRST_WORDS_MINUTES = 50;
const STEPS = 10;
const HOUR_MINUTES = 60;

/** Of cases of a law: P(owned and recovered), P(owned and not), and what is said in each. */
function sidesOf(
  { parameters }: World,
  law: CaseLaw,
  turned: boolean,
): readonly (readonly [number, CareLaw, boolean])[] {
  const good = recovered(law);
  const owned = 1 - nothingDone(law) - unresolved(law) * parameters.unresolvedUnowned;
  return [
    [good, careLaw(law.team, true, turned), true],
    [owned - good, careLaw(law.team, false, turned), false],
  ];
}

/** P(apologised within an hour of the opening): in owning the case, or in the first words after it. */
function apologisedInHour(world: World, shares: Shares, turned: boolean, curve: OwnershipCurve): number {
  const all = shares.reduce((sum, [share]) => sum + share, 0);
  const [atOnce, later] = [new Mixture(), new Mixture()];
  for (const [share, law] of shares) {
    const byOwning = ownsByApology(world, law);
    for (const [p, { apology }, good] of sidesOf(world, law, turned)) {
      const habit = good ? law.ownership.recovered : law.ownership.notRecovered;
      atOnce.add((share / all) * p * byOwning, habit);
      later.add((share / all) * p * (1 - byOwning) * apology, habit);
    }
  }
  let spoken = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const minutes = HOUR_MINUTES - ((step + 0.5) / STEPS) * FIRST_WORDS_MINUTES;
    spoken += curve.ownedBy(later.laws, minutes * MINUTE_MS) / STEPS;
  }
  return curve.ownedBy(atOnce.laws, HOUR_MINUTES * MINUTE_MS) + spoken;
}

/** What is true of what is said and done besides resolving, from the shares by which it is drawn. */
export function tellCare(world: World, shares: Shares, turned: boolean, curve: OwnershipCurve): CareTruth {
  const of = (value: (law: CareLaw, good: boolean) => number) =>
    mean(shares, (law) => sidesOf(world, law, turned).reduce((sum, [p, care, good]) => sum + p * value(care, good), 0));
  const [promised, denied, solved] = [of((law) => law.promise), of((law) => law.denial), of((law) => law.solution)];
  const inTime =
    of((law, good) => law.promise * (good ? KEPT_IN_TIME.recovered : KEPT_IN_TIME.notRecovered)) / promised;
  const early = (EARLY_UNTIL - KEPT_FROM) / (1 - KEPT_FROM);
  const { withdrawn, broken } = PROMISE_SHARES;
  const yes = mean(shares, recovered) * world.parameters.confirms;
  const no = mean(shares, saidNo);
  return {
    apologisedInHour: apologisedInHour(world, shares, turned, curve),
    responsibilityTaken: of((law) => law.responsibility),
    optionsOffered: of((law) => law.options),
    promised,
    promises: {
      early: inTime * early,
      onTime: inTime * (1 - early),
      late: 1 - inTime - withdrawn - broken,
      broken,
      withdrawn,
    },
    denied,
    deniedWithAlternatives: of((law) => law.denial * law.alternatives) / denied,
    solved,
    tailored: of((law) => law.solution * law.tailored) / solved,
    heard: (yes * HEARD.satisfied + no * HEARD.dissatisfied) / (yes + no),
  };
}
