const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Edges that every set of bins has: 1 s starts the geometric ones, 400 d ends them. */
const STANDARD_EDGES_SECONDS = [
  1,
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8, 24].map((hours) => hours * HOUR),
  400 * DAY,
];

/** A hair under 2 %, so that an edge rounded to its microsecond still keeps to 2 %. */
const WIDEST_RATIO = 1.0199;

/** Facts store a bin as a smallint. */
const MOST_BINS = 32_768;

/** Durations sorted into numbered bins (see `makeBins`). */
export interface Bins {
  /** Bins are numbered from 0 to `count − 1`. */
  readonly count: number;
  /** Number of the bin that holds a duration. */
  binOf(seconds: number): number;
  /** Last duration that belongs to the bin: 0 for bin 0, Infinity for the last one. */
  upperEdgeSeconds(bin: number): number;
}

/**
 * Bins for durations in seconds: bin 0 for 0 and below (clock skew), then from edge to edge, then one open bin for what
 * is longer than 400 days, or than the longest edge asked for. A bin holds its upper edge and not its lower one:
 * 3600 s is in the bin that ends at 1 h, so "within 1 h" is every bin up to and including `binOf(3600)`.
 *
 * Exact edges at 1 s, 1, 5, 15, 30 min, 1, 2, 4, 8, 24 h, 400 d and at every one of `extraEdgesSeconds` (targets,
 * horizons; at least 1 s each); between them geometric, at most 2 % wide, on whole microseconds so that every machine
 * has the same. Below 1 s there is one bin. About 890 in all. Other edges are other bins: rebuild what was stored.
 *
 * Throws a RangeError for an edge that is no finite number of at least 1, or for more edges than a smallint can number.
 */
export function makeBins(extraEdgesSeconds: readonly number[]): Bins {
  const wrong = extraEdgesSeconds.find((edge) => !(edge >= 1 && edge < Infinity));
  if (wrong !== undefined) throw new RangeError(`edge of a bin is not a number of seconds of at least 1: ${wrong}`);
  const edges = Float64Array.from([0, ...edgesThrough([...STANDARD_EDGES_SECONDS, ...extraEdgesSeconds]), Infinity]);
  const count = edges.length;
  if (count > MOST_BINS) throw new RangeError(`too many bins to number in a smallint: ${count}`);
  return {
    count,
    binOf: (seconds) => firstAtLeast(edges, seconds),
    upperEdgeSeconds(bin) {
      const edge = edges[bin];
      if (edge === undefined) throw new RangeError(`no such bin: ${bin} of ${count}`);
      return edge;
    },
  };
}

/** The exact edges in order, with as few geometric ones between any two as keep to the widest ratio. */
function edgesThrough(exact: readonly number[]): number[] {
  const [first = 1, ...others] = [...new Set(exact)].sort((a, b) => a - b);
  const edges = [first];
  let low = first;
  for (const high of others) {
    const steps = Math.ceil(Math.log(high / low) / Math.log(WIDEST_RATIO));
    for (let step = 1; step < steps; step++) edges.push(wholeMicroseconds(low * (high / low) ** (step / steps)));
    edges.push(high);
    low = high;
  }
  return edges;
}

function wholeMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Index of the first edge that is not below the duration, by halving. */
function firstAtLeast(edges: Float64Array, seconds: number): number {
  if (Number.isNaN(seconds)) throw new RangeError('duration is not a number');
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? Infinity) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
