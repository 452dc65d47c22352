import { shareOf } from './proportion.ts';
import { standardized, standardizedDifference, standardizedEstimate } from './standardized.ts';
import type { CountedEstimate, Difference, Estimate } from '../report/report.ts';
import type { PlaybookTally } from '../tally/playbook.ts';
import { isAwaited, isBack, LANDMARKS, unpackSurprise, WATCHED_DAYS, type Surprise } from '../tally/surprise.ts';

/** V6: who came back after a surprise, against who had waited as long for one in vain. */
export interface Comebacks {
  /** For how many days after the end of the day of the surprise. */
  readonly withinDays: number;
  /** Surprises are told of so many days from the opening on. */
  readonly landmarkDays: number;
  readonly surprised: CountedEstimate;
  /** Of those not surprised by the same days, as if they were as common among them; n: customers, each once. */
  readonly unsurprised: Estimate;
  readonly difference: Difference;
  /** First complaints that were not watched for long enough. */
  readonly notCovered: number;
}

interface Customers extends Surprise {
  readonly count: number;
}

interface Landmark {
  readonly day: number;
  readonly surprised: number;
  readonly n: number;
  readonly successes: number;
}

function isControl(customers: Customers, { day }: Pick<Landmark, 'day'>): boolean {
  return (customers.day === 0 || customers.day > day) && isAwaited(customers, day);
}

function count(all: readonly Customers[], where: (one: Customers) => boolean): number {
  return all.reduce((sum, one) => (where(one) ? sum + one.count : sum), 0);
}

/** The days on which anybody was surprised while there was somebody to compare with. */
function landmarksOf(all: readonly Customers[]): readonly Landmark[] {
  const days = [...new Set(all.map(({ day }) => day))].filter((day) => day > 0 && day <= LANDMARKS);
  return days
    .map((day) => {
      const controls = all.filter((one) => isControl(one, { day }));
      return {
        day,
        surprised: count(all, (one) => one.day === day && isAwaited(one, day)),
        n: count(controls, () => true),
        successes: count(controls, (one) => isBack(one, day)),
      };
    })
    .filter(({ surprised, n }) => surprised > 0 && n > 0);
}

/** Variance of the standardized share, as one customer is asked of at many landmarks. */
function clusteredVariance(all: readonly Customers[], landmarks: readonly Landmark[], controls: number): number {
  const weights = landmarks.reduce((sum, { surprised }) => sum + surprised, 0);
  const residuals2 = all.reduce((sum, one) => {
    const residual = landmarks
      .filter((landmark) => isControl(one, landmark))
      .reduce((part, { day, surprised, n, successes }) => {
        return part + (surprised * ((isBack(one, day) ? 1 : 0) - successes / n)) / n;
      }, 0);
    return sum + one.count * (residual / weights) ** 2;
  }, 0);
  return controls < 2 ? 0 : (controls / (controls - 1)) * residuals2;
}

/**
 * A landmark at the end of the day of each surprise: of those surprised on it and of those not surprised by it, who had
 * neither come back nor left, and who came back within 90 days from there. Days count by the surprises on them.
 */
export function measureComebacks({ cells, notCovered }: PlaybookTally['surprises']): Comebacks {
  const all = cells.map(({ code, count }): Customers => ({ ...unpackSurprise(code), count }));
  const landmarks = landmarksOf(all);
  const days = new Set(landmarks.map(({ day }) => day));
  const compared = all.filter(({ day }) => days.has(day));
  const n = count(compared, (one) => isAwaited(one, one.day));
  const successes = count(compared, (one) => isBack(one, one.day));
  const controls = count(all, (one) => landmarks.some((landmark) => isControl(one, landmark)));
  const strata = landmarks.map(({ surprised: weight, ...stratum }) => ({ ...stratum, weight }));
  const unsurprised = standardized(strata, clusteredVariance(all, landmarks, controls), controls);
  const alone = { clusters: n, sizes2: n, sizesTimesSuccesses: successes, successes2: successes };
  const surprised = shareOf({ n, successes, ...alone });
  const share = surprised.value === null ? null : { value: surprised.value, effectiveN: n };
  return {
    withinDays: WATCHED_DAYS,
    landmarkDays: LANDMARKS,
    surprised: { ...surprised, cases: successes },
    unsurprised: standardizedEstimate(unsurprised, controls),
    difference: standardizedDifference(share, unsurprised),
    notCovered,
  };
}
