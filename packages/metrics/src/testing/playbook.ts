/** Short hand for what a test case says of the playbook. */
import { formatTimeUs, type CaseEvent } from '@finest-hour/events';
import { hasPlaybookFlag, PLAYBOOK_FLAGS, type PlaybookFlag } from '../playbook/index.ts';
import type { PlaybookFacts } from '../facts.ts';
import { event, opened } from './case-log.ts';
import { fold } from './fold.ts';

type Type = CaseEvent['type'];
type DataOf<Name extends Type> = Extract<CaseEvent, { readonly type: Name }>['data'];

/** The flags that are set in some bits. */
export const setIn = (bits: readonly number[]): readonly PlaybookFlag[] =>
  PLAYBOOK_FLAGS.filter((flag) => hasPlaybookFlag(bits, flag));

/** What a case says, opened on phone unless its first event says otherwise. */
export function playbookOf(events: readonly CaseEvent[]): PlaybookFacts {
  const hasOpening = events[0]?.type === 'case.opened';
  return fold(hasOpening ? events : [opened(), ...events]).summary.playbook;
}

/** What the last solution was, which every solution tells. */
const isOfMix = (flag: PlaybookFlag) => flag === 'remedyGiven' || flag.startsWith('gave');

/** Flags by which a case differs from one that was only opened, but for the mix of remedies; `not …` where that one has it. */
export function flagsOf(...events: readonly CaseEvent[]): readonly string[] {
  const [bare, having] = [new Set(setIn(playbookOf([]).flags)), new Set(setIn(playbookOf(events).flags))];
  const [more, fewer] = [
    [...having].filter((flag) => !bare.has(flag) && !isOfMix(flag)),
    [...bare].filter((flag) => !having.has(flag)),
  ];
  return [...more, ...fewer.map((flag) => `not ${flag}`)];
}

export const contact = (timeUs: number, data: Partial<DataOf<'contact.made'>> = {}) =>
  event('contact.made', timeUs, { channel: 'phone', ...data });

export const solution = (timeUs: number, data: Partial<DataOf<'solution.provided'>> = {}) =>
  event('solution.provided', timeUs, { kind: 'help', ...data });

export const promised = (timeUs: number, dueUs: number, promise = 'p-1') =>
  event('promise.made', timeUs, { promise, due: formatTimeUs(dueUs) });

export const kept = (timeUs: number, promise = 'p-1') => event('promise.kept', timeUs, { promise });
