import { Z_95, type Interval } from './interval.ts';
import { wilson } from './wilson.ts';

/**
 * Interval of a cumulative incidence F from its variance, F^exp(±z·se/(F·ln F)): that of ln(−ln F), which stays within
 * (0, 1). At F = 0 or 1 there is no variance to see: Wilson on the `uncensored`, the units not censored before.
 *
 * Nobody uncensored → null. Source: Kalbfleisch & Prentice (1980), §1.3; R `survfit(…, conf.type = "log-log")` on
 * states. Example: F = 0.590758, se = 0.035824 → 0.517012–0.657074.
 */
export function incidenceInterval(
  incidence: number,
  variance: number,
  uncensored: number,
  z: number = Z_95,
): Interval | null {
  if (incidence <= 0 || incidence >= 1) return wilson(incidence * uncensored, uncensored, z);
  const stretch = Math.exp((z * Math.sqrt(variance)) / -(incidence * Math.log(incidence)));
  return { low: incidence ** stretch, high: incidence ** (1 / stretch) };
}
