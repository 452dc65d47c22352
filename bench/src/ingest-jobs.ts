/** What the load generator, a process of its own, is asked to do. */
export type LoadJob =
  | { readonly kind: 'nothing'; readonly connections: number; readonly seconds: number }
  | {
      readonly kind: 'singles';
      readonly name: string;
      readonly connections: number;
      readonly seconds: number;
      /** Requests a second, at even times whatever the answers take; null: as fast as they are answered. */
      readonly rate: number | null;
    }
  | {
      readonly kind: 'batches';
      readonly name: string;
      readonly connections: number;
      readonly events: number;
      /** Spread over so many cases; null: the cases of the file. */
      readonly cases: number | null;
    };

export interface LoadOrder {
  readonly host: string;
  readonly port: number;
  readonly key: string;
  readonly job: LoadJob;
}

export interface LoadResult {
  readonly requests: number;
  readonly events: number;
  readonly seconds: number;
  /** Of its own processor, of which the server had the rest. */
  readonly cpuSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
