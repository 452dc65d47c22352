import { EVERY_REJECTED, REJECTED_STATUSES, type RejectedFilter, type RejectedStatus } from '@finest-hour/store';
import { MisuseError } from '../misuse-error.ts';
import { readMoment } from '../moment.ts';

/** The options by which refused events are chosen. */
export const FILTER_OPTIONS = {
  type: { type: 'string' },
  source: { type: 'string' },
  key: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  status: { type: 'string' },
  all: { type: 'boolean' },
} as const;

export type FilterValues = { readonly [Name in keyof Omit<typeof FILTER_OPTIONS, 'all'>]?: string } & {
  readonly all?: boolean;
};

function readStatus(text: string): RejectedStatus | null {
  if (text === 'all') return null;
  const status = REJECTED_STATUSES.find((known) => known === text);
  if (status === undefined)
    throw new MisuseError(`--status must be one of ${REJECTED_STATUSES.join(', ')}, all: ${text}`);
  return status;
}

function readTypes(text: string): readonly string[] {
  const types = text.split(',').map((type) => type.trim());
  if (types.includes('')) throw new MisuseError(`--type must be types of problems, separated by commas: ${text}`);
  return types;
}

/** Reads the options; without `--status` those are meant that wait. */
export function readFilter(values: FilterValues, timeZone: string): RejectedFilter {
  const { type, source = null, key = null, from, to, status = 'waiting' } = values;
  return {
    ...EVERY_REJECTED,
    reasons: type === undefined ? null : readTypes(type),
    source,
    key,
    fromUs: from === undefined ? null : readMoment('--from', from, timeZone),
    toUs: to === undefined ? null : readMoment('--to', to, timeZone),
    status: readStatus(status),
  };
}

/** Refuses to change everything because nothing was said. */
export function assertDeliberate(values: FilterValues): void {
  const { type, source, key, from, to, status, all } = values;
  const said = [type, source, key, from, to, status].some((value) => value !== undefined);
  if (!said && all !== true) throw new MisuseError('say which refused events are meant: an ID, a filter, or --all');
}
