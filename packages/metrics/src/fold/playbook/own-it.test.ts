import type { CaseEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { A, assigned, B, D, days, event, minutes, opened, owned } from '../../testing/case-log.ts';
import { flagsOf } from '../../testing/playbook.ts';

const called = (timeUs: number, takenBy?: string) =>
  event('contact.received', timeUs, { channel: 'phone', ...(takenBy === undefined ? {} : { takenBy }) });
const help = (timeUs: number, team: string) => event('help.requested', timeUs, { team });
const denied = (timeUs: number, alternatives?: number) =>
  event('request.denied', timeUs, alternatives === undefined ? {} : { alternatives });
const ownedByA = [assigned(minutes(0), A), owned(minutes(1), 'A')];

test.each<[string, readonly CaseEvent[], readonly string[]]>([
  ['O1: kept', ownedByA, []],
  ['O1: passed on, however late', [...ownedByA, assigned(days(100), B)], ['not neverPassedOn']],
  ['O2: owned by whoever took it in', [opened({ takenBy: 'A' }), ...ownedByA], ['takerTold', 'ownedByTaker']],
  ['O2: owned by somebody else', [opened({ takenBy: 'B' }), ...ownedByA], ['takerTold']],
  ['O2: owned at the last moment', [opened({ takenBy: 'A' }), owned(days(44), 'A')], ['takerTold', 'ownedByTaker']],
  ['O2: owned after maturity', [opened({ takenBy: 'A' }), owned(days(44) + 1, 'A')], ['takerTold']],
  [
    'O2: the first call that was answered',
    [called(minutes(0)), called(minutes(0), 'A'), called(minutes(5), 'B'), ...ownedByA],
    ['takerTold', 'ownedByTaker'],
  ],
  ['O4: the owner is of the team at fault', [opened({ faultTeam: 'T1' }), ...ownedByA], ['faultTeamKnown']],
  ['O4: of another', [opened({ faultTeam: 'ware' }), ...ownedByA], ['faultTeamKnown', 'ownedByOtherTeam']],
  ['O4: nobody owns it', [opened({ faultTeam: 'ware' }), assigned(minutes(0), A)], []],
  [
    'O4: the last owner counts',
    [opened({ faultTeam: 'T2' }), ...ownedByA, assigned(minutes(5), D), owned(minutes(6), 'D')],
    ['faultTeamKnown', 'not neverPassedOn'],
  ],
  ['O4: help from another team', [...ownedByA, help(minutes(5), 'ware')], ['helpAsked']],
  ['O4: of the own team', [...ownedByA, help(minutes(5), 'T1')], []],
  ['O4: the case went there', [...ownedByA, help(minutes(5), 'T2'), assigned(minutes(6), D)], ['not neverPassedOn']],
  ['O4: … at once', [...ownedByA, help(minutes(5), 'T2'), assigned(minutes(5), D)], ['not neverPassedOn']],
  [
    'O4: an owner whose team is not known is of the team that had it',
    [opened({ faultTeam: 'T1' }), assigned(minutes(0), A), owned(minutes(1), 'X')],
    ['faultTeamKnown', 'not neverPassedOn'],
  ],
  [
    'O4: it had come from there',
    [assigned(minutes(0), D), assigned(minutes(2), A), help(minutes(5), 'T2')],
    ['helpAsked', 'not neverPassedOn'],
  ],
  ['O6: alternatives', [denied(minutes(5), 2)], ['denied', 'deniedWithAlternatives']],
  ['O6: none', [denied(minutes(5), 0)], ['denied']],
  ['O6: once with, once without', [denied(minutes(5), 2), denied(minutes(6))], ['denied']],
  [
    'O6: offered later',
    [denied(minutes(5)), event('options.offered', minutes(7), { count: 2 })],
    ['denied', 'deniedWithAlternatives', 'optionsOffered'],
  ],
  [
    'O6: offered before, and with it',
    [4, 5].map((minute) => event('options.offered', minutes(minute), { count: 2 })).concat(denied(minutes(5))),
    ['denied', 'deniedWithAlternatives', 'optionsOffered'],
  ],
  [
    'O6: offered before',
    [denied(minutes(5)), event('options.offered', minutes(4), { count: 2 })],
    ['denied', 'optionsOffered'],
  ],
])('%s', (_, events, flags) => {
  expect(flagsOf(...events).toSorted()).toEqual(flags.toSorted());
});
