import type { Moved, MovedGroup } from '@finest-hour/metrics';
import { dimensionName } from './dimensions.ts';
import { say, type Sentence, type SentencePart } from './parts.ts';

/** What a change is told to come of. */
export type Cause = 'simpson' | 'driver' | 'noSingleDriver' | 'mixOnly' | 'mixAndRate' | 'mixAgainstRate' | 'untold';

/** So many drivers are named at most. */
const NAMED = 2;

function groupPart({ dimension }: Moved, key: string | null): SentencePart {
  const text = key ?? `those of unknown ${dimensionName(dimension)}`;
  return { kind: 'group', text, dimension, key };
}

function listed(parts: readonly SentencePart[]): Sentence {
  return parts.flatMap((part, i) => say`${i === 0 ? '' : i === parts.length - 1 ? ' and ' : ', '}${part}`);
}

/**
 * What the change comes of. The rates count where their interval leaves out 0; the mix leads where it is the larger
 * part and goes the way of the whole.
 */
export function causeOf({ change, mix, rate, drivers, simpson }: Moved): Cause {
  if (change.value === null || mix === null || rate.value === null || rate.low === null || rate.high === null)
    return 'untold';
  if (simpson) return 'simpson';
  const mixLeads = mix * change.value > 0 && Math.abs(mix) > Math.abs(rate.value);
  const rateTold = rate.low > 0 || rate.high < 0;
  if (mixLeads && !rateTold) return 'mixOnly';
  if (mixLeads) return rate.value * change.value > 0 ? 'mixAndRate' : 'mixAgainstRate';
  if (drivers.length > 0) return 'driver';
  return rateTold ? 'noSingleDriver' : 'untold';
}

/** Why a change that can be told came about, as sentences of their own; `more`: it went up. Never "because". */
export function whyMoved(moved: Moved, more: boolean): Sentence {
  const [handled, kind] = more ? ['better', 'usually'] : ['worse', 'rarely'];
  const shifted = `more of the kind we ${kind} recover`;
  const drivers = listed(moved.drivers.slice(0, NAMED).map((key) => groupPart(moved, key)));
  const mainly = moved.drivers.length > 0 ? say`: mainly ${drivers}` : say``;
  switch (causeOf(moved)) {
    case 'simpson': {
      const name = dimensionName(moved.dimension);
      const none = say`Yet no ${name} ${more ? 'improved' : 'got worse'}`;
      return say`${none}: more complaints were of the kind we ${kind} recover. Read the ${dimensionName(moved.dimension, true)}.`;
    }
    case 'driver':
      return say`Same complaints, handled ${handled}${mainly}.`;
    case 'noSingleDriver':
      return say`Same complaints, handled ${handled}; no single driver.`;
    case 'mixOnly':
      return say`Different complaints: ${shifted}.`;
    case 'mixAndRate':
      return say`Different complaints for the most part, ${shifted}; the same ones were handled ${handled}, too${mainly}.`;
    case 'mixAgainstRate':
      return say`Different complaints, ${shifted}; the same ones were handled ${more ? 'worse' : 'better'}.`;
    case 'untold':
      return say`No single driver.`;
  }
}

function changed(groups: readonly MovedGroup[], better: boolean): readonly (string | null)[] {
  return groups.filter(({ named, rate }) => named && rate > 0 === better).map(({ key }) => key);
}

/** Groups that changed where the whole can't be told: they may hide each other. None → no sentence. */
export function whoMoved(moved: Moved): Sentence {
  const told = (better: boolean) => {
    const keys = changed(moved.groups, better).slice(0, NAMED);
    const names = listed(keys.map((key) => groupPart(moved, key)));
    return keys.length === 0 ? null : say`${names} got ${better ? 'better' : 'worse'}`;
  };
  const [better, worse] = [told(true), told(false)];
  if (better !== null && worse !== null) return say`But ${better}, and ${worse}.`;
  const one = better ?? worse;
  return one === null ? [] : say`But ${one}.`;
}
