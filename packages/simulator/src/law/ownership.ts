import { HOUR_MS, MINUTE_MS, SECOND_MS, WORKING_HOURS } from '../calendar/local-days.ts';
import { minutesOfWeek } from '../calendar/rhythm.ts';
import type { OwnershipHabit } from '../company/team.ts';
import type { Random } from '../random.ts';

/** Probabilities of the three habits, and the mean of the second in milliseconds of working time. */
export interface OwnershipLaw {
  readonly weights: readonly [atOnce: number, sameDay: number, leftLying: number];
  readonly sameDayMeanMs: number;
}

const AT_ONCE_MS = [20 * SECOND_MS, 10 * MINUTE_MS] as const;
const LEFT_LYING_MS = [4 * HOUR_MS, 48 * HOUR_MS] as const;

/** `eager` < 1 moves that much of what is taken on at once to what is left lying. */
export function habitOf(habit: OwnershipHabit, eager: number): OwnershipLaw {
  const atOnce = habit.atOnce * eager;
  return {
    weights: [atOnce, habit.sameDay, 1 - atOnce - habit.sameDay],
    sameDayMeanMs: habit.sameDayMeanHours * HOUR_MS,
  };
}

/** Working time until somebody owns the case; at most 60 hours. */
export function drawWaitMs(law: OwnershipLaw, random: Random): number {
  const habit = random.index(law.weights);
  if (habit === 0) return random.between(...AT_ONCE_MS);
  if (habit === 1) return Math.min(60 * HOUR_MS, random.exponential(law.sameDayMeanMs));
  return random.between(...LEFT_LYING_MS);
}

const uniform = (at: number, [low, high]: readonly [number, number]) =>
  Math.min(1, Math.max(0, (at - low) / (high - low)));

/** P(wait ≤ workMs). */
export function waitedBy({ weights, sameDayMeanMs }: OwnershipLaw, workMs: number): number {
  const sameDay = workMs >= 60 * HOUR_MS ? 1 : 1 - Math.exp(-workMs / sameDayMeanMs);
  return weights[0] * uniform(workMs, AT_ONCE_MS) + weights[1] * sameDay + weights[2] * uniform(workMs, LEFT_LYING_MS);
}

/** Laws mixed in shares. Those with the same mean are one law with the sum of their weights, as P is linear in them. */
export class Mixture {
  readonly #byMean = new Map<number, OwnershipLaw>();

  add(share: number, { weights, sameDayMeanMs }: OwnershipLaw): void {
    const [a, b, c] = this.#byMean.get(sameDayMeanMs)?.weights ?? [0, 0, 0];
    const [x, y, z] = weights;
    this.#byMean.set(sameDayMeanMs, { weights: [a + share * x, b + share * y, c + share * z], sameDayMeanMs });
  }

  get laws(): readonly OwnershipLaw[] {
    return [...this.#byMean.values()];
  }
}

const WEEK_MINUTES = 7 * 1440;

/** Working minutes from Monday 0:00 to each minute of the week and, last, in the whole week. */
function workedBy(): Float64Array {
  const worked = new Float64Array(WEEK_MINUTES + 1);
  for (let minute = 0; minute < WEEK_MINUTES; minute += 1) {
    const hours = WORKING_HOURS[Math.floor(minute / 1440)] ?? null;
    const hour = (minute % 1440) / 60;
    const works = hours !== null && hour >= hours[0] && hour < hours[1];
    worked[minute + 1] = (worked[minute] as number) + (works ? 1 : 0);
  }
  return worked;
}

/**
 * P(owned within a time of the opening), of cases that are owned at all.
 *
 * Waits pass in working time, so the answer depends on when in the week a case was opened: the mean over the
 * minutes of a week, weighted by how many complaints come in each. Weeks in which clocks change are taken as others.
 */
export class OwnershipCurve {
  readonly #worked = workedBy();
  readonly #shares = minutesOfWeek();

  /** Share owned within `ms`, for laws that are mixed (their weights say in which shares). */
  ownedBy(laws: readonly OwnershipLaw[], ms: number): number {
    const total = this.#worked[WEEK_MINUTES] as number;
    const weeks = Math.floor(ms / MINUTE_MS / WEEK_MINUTES) * total;
    const minutes = (ms / MINUTE_MS) % WEEK_MINUTES;
    let owned = 0;
    for (let minute = 0; minute < WEEK_MINUTES; minute += 1) {
      const end = this.#workedAt(minute + 0.5 + minutes) - this.#workedAt(minute + 0.5);
      const workMs = (weeks + end) * MINUTE_MS;
      for (const law of laws) owned += (this.#shares[minute] as number) * waitedBy(law, workMs);
    }
    return owned;
  }

  #workedAt(minute: number): number {
    if (minute >= WEEK_MINUTES) return (this.#worked[WEEK_MINUTES] as number) + this.#workedAt(minute - WEEK_MINUTES);
    const whole = Math.floor(minute);
    const from = this.#worked[whole] as number;
    return from + (minute - whole) * ((this.#worked[whole + 1] as number) - from);
  }
}
