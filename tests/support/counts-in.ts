import { isPeriod, type Report } from '@finest-hour/metrics';

type Counted = Pick<Report, 'cases' | 'measures'>;

/** What is estimated from curves, where cases are censored: a share of it is no count. */
const CURVES = /withinTarget|repeatLoyalty\.(at|recovered|notRecovered|difference|baseline)|Seconds/;
/** Settings, what follows from others, and who did not complain, which is told of the whole alone. */
const NO_COUNTS = /targetSeconds|horizonDays|repeatLoyalty\.baseline|\.(mean|low|high)$/;
/** Who complains in January and in February is a first complaint of each month, and one of both together. */
const CUSTOMERS = /repeatLoyalty/;

/**
 * All of a report's figures that add over the groups of a breakdown, by their names: numbers of cases, and of shares how
 * many have it (value × n).
 */
export function countsIn(report: Counted, by: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const walk = (value: unknown, name: string): void => {
    if (NO_COUNTS.test(name) || (isPeriod(by as never) && CUSTOMERS.test(name))) return;
    if (typeof value === 'number') {
      const isShare = name.endsWith('.value');
      if (!isShare) counts.set(name, value);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { value: share, n } = value as { readonly value?: unknown; readonly n?: unknown };
    if (typeof share === 'number' && typeof n === 'number' && !CURVES.test(name) && name !== 'measures.repeatLoyalty')
      counts.set(`${name}, successes`, share * n);
    for (const [field, inner] of Object.entries(value)) walk(inner, name === '' ? field : `${name}.${field}`);
  };
  walk(report, '');
  return counts;
}
