/** Two-sided bounds around an estimate, at 95 % unless said. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution. */
export const Z_95 = 1.959963984540054;
