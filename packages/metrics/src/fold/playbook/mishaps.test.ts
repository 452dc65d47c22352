import type { CaseEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { days, event, minutes, opened } from '../../testing/case-log.ts';
import { contact, flagsOf } from '../../testing/playbook.ts';

const classified = (timeUs: number, data: Extract<CaseEvent, { type: 'case.classified' }>['data']) =>
  event('case.classified', timeUs, data);
const loyalty = event('thanks.given', minutes(5), { for: 'loyalty' });
const shared = (team: string, customerTold?: boolean) =>
  event('feedback.shared', minutes(5), { team, ...(customerTold === undefined ? {} : { customerTold }) });

test.each<[string, readonly CaseEvent[], readonly string[]]>([
  ['M2: our fault', [opened({ fault: 'ours' })], ['ourFault']],
  [
    'M2: as known at maturity',
    [opened({ fault: 'ours' }), classified(days(44), { fault: 'theirs' })],
    ['faultOfOthers'],
  ],
  [
    'M2: later words change nothing',
    [opened({ fault: 'ours' }), classified(days(45), { fault: 'theirs' })],
    ['ourFault'],
  ],
  ['M2: a third party', [opened({ fault: 'third-party' })], ['faultOfOthers']],
  ['M2: unclear is nobody', [opened({ fault: 'unclear' })], []],
  ['M2: responsibility', [event('responsibility.taken', minutes(5), {})], ['responsibilityTaken']],
  ['M2: not by a bot', [event('responsibility.taken', minutes(5), { by: { kind: 'bot' } })], []],
  ['M3: thanked for staying', [loyalty], ['thankedForLoyalty']],
  ['M3: feedback to the team at fault', [opened({ faultTeam: 'ware' }), shared('ware')], ['feedbackShared']],
  ['M3: to another team', [opened({ faultTeam: 'ware' }), shared('desk', true)], []],
  ['M3: to any team where none is at fault', [shared('desk', true)], ['feedbackShared', 'customerTold']],
  [
    'M3: thanked and shared',
    [opened({ faultTeam: 'x' }), classified(minutes(9), { faultTeam: 'ware' }), shared('ware', false), loyalty],
    ['feedbackShared', 'thankedForLoyalty', 'thankedAndShared'],
  ],
  ['M4: followed up', [contact(minutes(5)), contact(minutes(66))], ['followedUpInDay']],
  ['M4: a preferred channel', [opened({ preferredChannel: 'email' }), contact(minutes(5))], ['preferredChannelTold']],
  [
    'M4: used by a person',
    [opened({ preferredChannel: 'email' }), contact(minutes(5), { channel: 'email' })],
    ['preferredChannelTold', 'byPreferredChannel'],
  ],
  [
    'M4: used by a robot',
    [opened({ preferredChannel: 'email' }), contact(minutes(5), { channel: 'email', automated: true })],
    ['preferredChannelTold'],
  ],
  [
    'M4: told later',
    [contact(minutes(5)), contact(minutes(6), { channel: 'chat' }), classified(days(1), { preferredChannel: 'phone' })],
    ['preferredChannelTold', 'byPreferredChannel'],
  ],
  ['M4: by hand', [contact(minutes(5), { channel: 'letter', kind: 'handwritten' })], ['handwritten']],
])('%s', (_, events, flags) => {
  expect(flagsOf(...events).toSorted()).toEqual(flags.toSorted());
});
