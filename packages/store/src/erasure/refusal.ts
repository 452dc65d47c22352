import { eventProblem, type EventProblem } from '@finest-hour/events';
import type { RejectedEvent } from '../log/rejected.ts';
import { textsIn } from './quoted-texts.ts';
import type { Tombstones } from './tombstones.ts';

/** Why an event is refused that names somebody who was erased; it does not say whom. */
export function erasedProblem(): EventProblem {
  return eventProblem('erased', '', 'it names a person who was erased here; nothing of it is kept');
}

/** What is kept of a refused event that tells of an erased person: that there was one, when, and by which key. */
export function withoutPayload<Refused extends Pick<RejectedEvent, 'keyId' | 'receivedUs'>>(
  refused: Refused,
): Refused & RejectedEvent {
  return { ...refused, payload: '', truncated: true, source: null, id: null, problem: erasedProblem() };
}

/** Whether something that was refused, for whatever reason, tells of somebody who was erased. */
export function tellsOfErased(texts: readonly (string | null)[], tombstones: Tombstones): boolean {
  if (!tombstones.any) return false;
  return texts.some((text) =>
    text === null
      ? false
      : [...textsIn(text)].some((id) => tombstones.isErased('customer', id) || tombstones.isErased('case', id)),
  );
}
