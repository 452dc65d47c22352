import { incidenceAt, incidenceQuantile, type Curve } from '@finest-hour/statistics';
import type { Duration, DurationQuantile, DurationSpread, Estimate } from '../report/report.ts';

/** Time by which a share has exited. */
export function quantile(curve: Curve, share: number): DurationQuantile {
  const { value, low, high, outOfReach } = incidenceQuantile(curve, share);
  return { value, low, high, outOfReach };
}

/** Median and ninth decile. */
export function spread(curve: Curve): DurationSpread {
  const told = (share: number): Duration => {
    const { value, low, high } = quantile(curve, share);
    return { value, low, high };
  };
  return { medianSeconds: told(0.5), p90Seconds: told(0.9), n: curve.n };
}

/** Share that has exited within a target. */
export function within(curve: Curve, targetSeconds: number): Estimate & { readonly targetSeconds: number } {
  const at = incidenceAt(curve, targetSeconds);
  return { targetSeconds, value: at?.value ?? null, low: at?.low ?? null, high: at?.high ?? null, n: curve.n };
}
