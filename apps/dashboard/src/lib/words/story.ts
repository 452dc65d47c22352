import type { Afterwards, Story } from '@finest-hour/metrics';
import { times } from './cases.ts';
import { duration } from './numbers.ts';

/** How many finest hours a page tells. */
export const FINEST_HOURS_TOLD = 5;

const DAY = 86_400;

const AFTERWARDS_WORDS: Readonly<Record<Afterwards, string>> = {
  surprised: 'given more than asked for',
  recommended: 'the customer recommended us',
  cameBack: 'the customer came back',
};

/** Days since the opening: "on the first day", "on day 3". */
function onDay(seconds: number): string {
  return seconds < DAY ? 'on the first day' : `on day ${Math.floor(seconds / DAY)}`;
}

/** Within a minute it is on time. */
function promiseWords(margin: number): string {
  if (Math.abs(margin) < 60) return 'promise kept on time';
  return `promise kept ${duration(Math.abs(margin))} ${margin < 0 ? 'early' : 'late'}`;
}

/** "Opened by phone, passed on once, owned after 2 h, resolved on day 3; the customer recommended us on day 40." */
export function storyWords(story: Story): string {
  const { channel, handOffs, apologizedAfter, ownedAfter, promiseMargin, resolvedAfter } = story;
  const happened = [
    `Opened by ${channel}`,
    ...(apologizedAfter === null ? [] : [`apology after ${duration(apologizedAfter)}`]),
    handOffs === 0 ? 'never passed on' : `passed on ${times(handOffs)}`,
    ...(ownedAfter === null ? [] : [`owned after ${duration(ownedAfter)}`]),
    ...(promiseMargin === null ? [] : [promiseWords(promiseMargin)]),
    ...(resolvedAfter === null ? [] : [`resolved ${onDay(resolvedAfter)}`]),
  ];
  const then = story.then.map(({ what, after }) => `${AFTERWARDS_WORDS[what]} ${onDay(after)}`);
  return `${[happened.join(', '), ...then].join('; ')}.`;
}
