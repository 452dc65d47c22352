import { kitagawa, moverSum, newcombe, type Decomposition, type Weighted } from '@finest-hour/statistics';
import { differenceOf, effective, effectOf, shareOf, type Counted } from '../measure/proportion.ts';
import { TOO_FEW } from '../measure/too-few.ts';
import type { Difference } from '../report/report.ts';
import { byKey } from '../tally/by-key.ts';
import { NO_CLUSTERS } from '../tally/no-tally.ts';
import type { ClusterTally } from '../tally/tally.ts';
import { hasChanged, likeForLike, type Pair } from './like-for-like.ts';
import type { Moved, MovedGroup } from './moved.ts';

/** One period: the whole, and its groups. Customers of several groups are one of the whole, so the one isn't the sum. */
export interface PeriodTallies {
  readonly whole: ClusterTally;
  readonly groups: ReadonlyMap<string | null, ClusterTally>;
}

type Measured = Omit<Moved, 'against' | 'from' | 'to' | 'dimension'>;

const UNTOLD: Difference = { value: null, low: null, high: null };

/**
 * The part of the rates with its interval: the sum of the groups' differences, each weighed as it counts. Groups are not
 * independent, as a customer may have cases in several. How alike those are is told by the design effect of the whole,
 * by which each group's cases are divided where it is larger than their own.
 */
function rateOf(pairs: readonly Pair[], whole: Pair, { groups }: Decomposition): Difference {
  const alike = { before: effectOf(whole.before), after: effectOf(whole.after) };
  const counts = (counted: Counted, least: number) => effective(counted, Math.max(least, effectOf(counted)));
  const terms = pairs.flatMap(({ before, after }, i): readonly Weighted[] => {
    const told = newcombe(...counts(after, alike.after), ...counts(before, alike.before));
    return told === null ? [] : [{ weight: groups[i]?.weight ?? 0, ...told }];
  });
  return moverSum(terms);
}

function groupsOf(keys: readonly (string | null)[], pairs: readonly Pair[], split: Decomposition): MovedGroup[] {
  const compared = likeForLike(pairs);
  const groups = pairs.flatMap(({ before, after }, i): readonly MovedGroup[] => {
    const [own, parts] = [compared[i], split.groups[i]];
    if (own === undefined || parts === undefined || before.n + after.n === 0) return [];
    const { mix, rate } = parts;
    const shares = { before: shareOf(before), after: shareOf(after) };
    return [{ key: keys[i] ?? null, ...shares, mix, rate, ...own, named: hasChanged(own) }];
  });
  return groups.sort((a, b) => Math.abs(b.mix + b.rate) - Math.abs(a.mix + a.rate));
}

/** The whole moved against every group that can be compared; of one group alone there is nothing to be reversed. */
function isSimpson({ change, rate }: Decomposition, groups: readonly MovedGroup[]): boolean {
  const comparable = groups.filter(({ before, after }) => Math.min(before.n, after.n) >= TOO_FEW);
  const ways = comparable.map(({ difference }) => (difference.value ?? 0) * change);
  return rate * change < 0 && ways.length > 1 && ways.every((way) => way <= 0);
}

/**
 * Splits the change of a share between two periods over groups (`kitagawa`), and finds the groups that changed
 * (`likeForLike`). `countOf` names the share: recovered, of matured cases, or any other.
 */
export function measureMoved(
  before: PeriodTallies,
  after: PeriodTallies,
  countOf: (clusters: ClusterTally) => Counted,
): Measured {
  const [first, second] = [countOf(before.whole), countOf(after.whole)];
  const keys = [...new Set([...before.groups.keys(), ...after.groups.keys()])].sort(byKey);
  const counted = ({ groups }: PeriodTallies, key: string | null) => countOf(groups.get(key) ?? NO_CLUSTERS);
  const pairs = keys.map((key): Pair => ({ before: counted(before, key), after: counted(after, key) }));
  const split = kitagawa(pairs);
  const groups = split === null ? [] : groupsOf(keys, pairs, split);
  const drivers = groups.filter(({ named, rate }) => named && rate * (split?.change ?? 0) > 0);
  return {
    before: shareOf(first),
    after: shareOf(second),
    change: differenceOf(second, first),
    tooFew: Math.min(first.n, second.n) < TOO_FEW,
    mix: split?.mix ?? null,
    rate: split === null ? UNTOLD : rateOf(pairs, { before: first, after: second }, split),
    groups,
    drivers: drivers.sort((a, b) => Math.abs(b.rate) - Math.abs(a.rate)).map(({ key }) => key),
    simpson: split !== null && isSimpson(split, groups),
  };
}
