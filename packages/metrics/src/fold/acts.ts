import type { Actor, CaseEvent } from '@finest-hour/events';
import type { OrderedEvent } from './order.ts';

/** A message from a person at the company to the customer: not automated, not an internal note. */
export function isHumanContact(event: CaseEvent): boolean {
  return (
    event.type === 'contact.made' &&
    event.data.automated !== true &&
    event.data.kind !== 'internal-note' &&
    (event.data.by === undefined || event.data.by.kind === 'person')
  );
}

/** A reopening that says nothing against the resolution: for thanks, or for administration. */
export function isHarmlessReopening(reason: string | undefined): boolean {
  return reason === 'thanks' || reason === 'administrative';
}

/** What a holder does that shows the case is theirs; assignment alone does not. */
export function isOwningAct(event: CaseEvent): boolean {
  switch (event.type) {
    case 'contact.made':
      return isHumanContact(event);
    case 'case.resolved':
      return event.data.automatic !== true;
    case 'apology.made':
    case 'promise.made':
    case 'solution.provided':
    case 'options.offered':
    case 'request.denied':
      return true;
    default:
      return false;
  }
}

/** Who did it, where the event says so. */
export function actorOf(event: CaseEvent): Actor | null {
  return (event.data as { readonly by?: Actor }).by ?? null;
}

/** An act without an actor, or by an unnamed person, is the holder's. */
export function isActOf(event: CaseEvent, agent: string): boolean {
  const by = actorOf(event);
  return by === null || (by.kind === 'person' && (by.id === undefined || by.id === agent));
}

const NO_BOTS: ReadonlyMap<string, number> = new Map();

/**
 * Ids that act as a bot or rule anywhere in the case, and when they first did: whoever assigns to one of them assigns to
 * nobody.
 */
export function botsOf(events: readonly OrderedEvent[]): ReadonlyMap<string, number> {
  let bots: Map<string, number> | null = null;
  for (const { atUs, event } of events) {
    const by = actorOf(event);
    if (by?.id === undefined || (by.kind !== 'bot' && by.kind !== 'rule')) continue;
    bots ??= new Map<string, number>();
    if (!bots.has(by.id)) bots.set(by.id, atUs);
  }
  return bots ?? NO_BOTS;
}
