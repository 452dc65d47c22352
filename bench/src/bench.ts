/** What a bench gives: rows for people, figures for machines. */
export interface BenchResult {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly figures: Readonly<Record<string, number>>;
}

export type Bench = () => Promise<BenchResult>;
