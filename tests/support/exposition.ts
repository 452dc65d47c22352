/** One line of an exposition. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All lines of one metric. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const SAMPLE = new RegExp(String.raw`^(${NAME})(?:\{(${LABEL}(?:,${LABEL})*)\})? (\S+)$`);
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

function parseValue(text: string, line: string): number {
  // prom-client writes `Nan` of a process that has not been watched for long enough; Prometheus reads any case.
  const special = { '+Inf': Infinity, '-Inf': -Infinity, NaN: Number.NaN, Nan: Number.NaN }[text];
  const value = special ?? Number(text);
  if (special === undefined && (text === '' || !Number.isFinite(value))) throw new Error(`not a value: ${line}`);
  return value;
}

function parseSample(line: string): Sample {
  const [, name, pairs = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`not a sample: ${line}`);
  const labels: Record<string, string> = {};
  for (const [, label = '', text = ''] of pairs.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
    if (label in labels) throw new Error(`the label ${label} is repeated: ${line}`);
    labels[label] = text;
  }
  return { name, labels, value: parseValue(value, line) };
}

/** A histogram's buckets rise, end with +Inf, and that is the count; for each set of other labels. */
function checkHistogram({ name, samples }: Family): void {
  const series = Map.groupBy(samples, ({ labels: { le: _, ...rest } }) => JSON.stringify(rest));
  for (const [labels, ofSeries] of series) {
    const buckets = ofSeries.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels: { le } }) => parseValue(le ?? '', `${name}_bucket`));
    const rising = (values: readonly number[], by: number) =>
      values.every((value, i) => i === 0 || value - (values[i - 1] ?? 0) >= by);
    const counts = buckets.map(({ value }) => value);
    const count = ofSeries.find((sample) => sample.name === `${name}_count`)?.value;
    const sums = ofSeries.filter((sample) => sample.name === `${name}_sum`).length;
    const sound = rising(bounds, Number.MIN_VALUE) && rising(counts, 0) && bounds.at(-1) === Infinity && sums === 1;
    if (!sound || counts.at(-1) !== count) throw new Error(`not a histogram: ${name}${labels}`);
  }
}

function checkFamily(family: Family): void {
  const { name, type, samples } = family;
  const names = (SUFFIXES[type] ?? ['']).map((suffix) => name + suffix);
  const stranger = samples.find((sample) => !names.includes(sample.name));
  if (stranger !== undefined) throw new Error(`${stranger.name} stands among the lines of ${name}`);
  const keys = samples.map((sample) => JSON.stringify([sample.name, Object.entries(sample.labels).sort()]));
  if (new Set(keys).size < keys.length) throw new Error(`a series of ${name} is repeated`);
  if (type === 'counter' && !samples.every(({ value }) => value >= 0)) throw new Error(`${name} counts below 0`);
  if (type === 'histogram') checkHistogram(family);
}

/**
 * Reads Prometheus' text format 0.0.4 strictly: each metric has help and type, once, before its lines; its lines stand
 * together; nothing is repeated. Throws where Prometheus, or `promtool check metrics`, would complain.
 */
export function parseExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family & { samples: Sample[] }>();
  let help: readonly [string, string] | null = null;
  let current: (Family & { samples: Sample[] }) | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      help = [name, rest];
      current = null;
    } else if (kind === 'TYPE') {
      if (help?.[0] !== name) throw new Error(`no help for ${name}`);
      if (!TYPES.includes(rest) || families.has(name))
        throw new Error(`the type of ${name} is wrong or repeated: ${rest}`);
      current = { name, type: rest, help: help[1], samples: [] };
      families.set(name, current);
    } else if (current === null) throw new Error(`a line without a type before it: ${line}`);
    else current.samples.push(parseSample(line));
  }
  for (const family of families.values()) checkFamily(family);
  return families;
}

/** The value of one series, named as it stands in the text: `name{label="value"}`; undefined: there is none. */
export function valueOf(text: string, series: string): number | undefined {
  const { name, labels } = parseSample(`${series} 0`);
  const isSame = (sample: Sample) =>
    sample.name === name &&
    Object.keys(sample.labels).length === Object.keys(labels).length &&
    Object.entries(labels).every(([label, value]) => sample.labels[label] === value);
  return [...parseExposition(text).values()].flatMap(({ samples }) => samples).find(isSame)?.value;
}
