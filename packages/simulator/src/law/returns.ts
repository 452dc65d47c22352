import { DAY_MS } from '../calendar/local-days.ts';
import { ParameterError, type Parameters, type Returning } from '../parameters.ts';

/** Rates a day: of value events, and of leaving. Both are constant, so the past does not matter. */
export interface Rates {
  readonly buying: number;
  readonly leaving: number;
}

export interface ReturnLaw {
  readonly baseline: Rates;
  readonly waiting: Rates;
  readonly recovered: Rates;
  readonly notRecovered: Rates;
}

/** From the opening to the verdict, and how long a verdict has its effect: afterwards a customer is as before. */
export const WAITING_DAYS = 44;
export const EFFECT_DAYS = 180;
export const AFTERMATH_MS = (WAITING_DAYS + EFFECT_DAYS) * DAY_MS;

/** P(the first value event within `days`, before leaving): the cumulative incidence of two constant competing rates. */
export function returnsWithin({ buying, leaving }: Rates, days: number): number {
  const both = buying + leaving;
  return both === 0 ? 0 : (buying / both) * -Math.expm1(-both * days);
}

/** P(neither bought nor left within `days`). */
export function staysAwayFor({ buying, leaving }: Rates, days: number): number {
  return Math.exp(-(buying + leaving) * days);
}

/** The rates that give the chosen probabilities at 90 days; by bisection, as incidence grows with the rate. */
function ratesFor(name: string, { buys, leaves }: Returning): Rates {
  const leaving = -Math.log1p(-leaves) / 90;
  if (!(buys > 0 && buys < 0.99 && leaves >= 0 && leaves < 0.9)) {
    throw new ParameterError('returning', `of ${name} is no probability: ${buys} (leaves ${leaves})`);
  }
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i += 1) {
    const buying = (low + high) / 2;
    if (returnsWithin({ buying, leaving }, 90) < buys) low = buying;
    else high = buying;
  }
  return { buying: (low + high) / 2, leaving };
}

export function returnLaw({ returning, recoveryEffectOnReturn }: Parameters): ReturnLaw {
  const { baseline, waiting, recovered, notRecovered } = returning;
  return {
    baseline: ratesFor('baseline', baseline),
    waiting: ratesFor('waiting', waiting),
    recovered: ratesFor('recovered', { ...recovered, buys: notRecovered.buys + recoveryEffectOnReturn }),
    notRecovered: ratesFor('notRecovered', notRecovered),
  };
}
