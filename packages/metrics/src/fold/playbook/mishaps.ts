import type { MishapsFlag } from '../../playbook/flags.ts';
import type { PlaybookActs } from './acts.ts';
import type { KnownOfCase } from './known.ts';

/** M: responsibility, loyalty and feedback, following up as the customer likes it. */
export function readMishaps(
  acts: PlaybookActs,
  { dimensions: { fault }, followedUp }: KnownOfCase,
): Readonly<Record<MishapsFlag, boolean>> {
  const { faultTeam, preferredChannel, thankedForLoyalty } = acts;
  const shared = acts.feedback.filter(({ team }) => faultTeam === null || team === faultTeam);
  return {
    ourFault: fault === 'ours',
    faultOfOthers: fault === 'theirs' || fault === 'third-party',
    responsibilityTaken: acts.responsibilityTaken,
    thankedForLoyalty,
    feedbackShared: shared.length > 0,
    customerTold: shared.some(({ customerTold }) => customerTold === true),
    thankedAndShared: thankedForLoyalty && shared.length > 0,
    followedUpInDay: followedUp,
    preferredChannelTold: preferredChannel !== null,
    byPreferredChannel: preferredChannel !== null && acts.channels.includes(preferredChannel),
    handwritten: acts.handwritten,
  };
}
