import { eventProblem, type LoggedEvent } from '@finest-hour/events';
import type { AppendStatus } from '@finest-hour/store';
import type { IngestDeps } from './deps.ts';
import type { Incoming } from './read-events.ts';
import { makeReceipt, type Receipt, type Refusal } from './receipt.ts';

/** A refusal with the event that it refuses. */
interface KeptRefusal extends Refusal {
  readonly payload: string;
}

interface Accepted {
  readonly index: number;
  readonly event: LoggedEvent;
  readonly incoming: Incoming;
}

function sort(incoming: readonly Incoming[]): { readable: readonly Accepted[]; refused: readonly KeptRefusal[] } {
  const readable: Accepted[] = [];
  const refused: KeptRefusal[] = [];
  for (const [index, item] of incoming.entries()) {
    const { result } = item;
    if (result.ok) {
      readable.push({ index, event: result.event, incoming: item });
    } else {
      const { id = null, source = null, problem } = result;
      refused.push({ index, id, source, problem, payload: item.payload() });
    }
  }
  return { readable, refused };
}

function conflict({ index, event: { id, source }, incoming }: Accepted): KeptRefusal {
  const detail = `source ${JSON.stringify(source)} and id ${JSON.stringify(id)} came before with other content`;
  return { index, id, source, problem: eventProblem('conflict', '/id', detail), payload: incoming.payload() };
}

const count = (statuses: readonly AppendStatus[], status: AppendStatus) =>
  statuses.filter((each) => each === status).length;

/**
 * Stores what can be read and keeps what can't; the receipt is made only once both are committed.
 * Events first: if keeping the refused fails, the request fails, and sending it again finds duplicates.
 */
export async function receiveEvents(deps: IngestDeps, keyId: string, incoming: readonly Incoming[]): Promise<Receipt> {
  const receivedUs = deps.nowUs();
  const { readable, refused } = sort(incoming);
  const events = readable.map(({ event }) => event);
  const statuses = events.length === 0 ? [] : await deps.appendEvents(events, receivedUs);
  const conflicts = readable.filter((_, position) => statuses[position] === 'conflict').map(conflict);
  const refusals = [...refused, ...conflicts].toSorted((a, b) => a.index - b.index);
  if (refusals.length > 0) {
    const kept = refusals.map(({ payload, source, id, problem }) => ({
      payload,
      source,
      id,
      problem,
      keyId,
      receivedUs,
    }));
    await deps.keepRejectedEvents(kept);
  }
  return makeReceipt(count(statuses, 'accepted'), count(statuses, 'duplicate'), refusals);
}
