import { eventProblem, type LoggedEvent } from '@finest-hour/events';
import { boundToSource, erasedProblem, type ApiKey, type AppendStatus } from '@finest-hour/store';
import type { IngestDeps } from './deps.ts';
import type { Incoming } from './read-events.ts';
import { makeReceipt, type Receipt, type Refusal } from './receipt.ts';

/** A refusal with the event that it refuses. */
interface KeptRefusal extends Refusal {
  readonly payload: string;
  readonly truncated: boolean;
}

/** What is remembered of an event while it is stored: enough to say that it was refused after all. */
interface Sent {
  readonly index: number;
  readonly id: string;
  readonly source: string;
  readonly incoming: Incoming;
}

interface Sorted {
  readonly events: readonly LoggedEvent[];
  readonly sent: readonly Sent[];
  readonly refused: readonly KeptRefusal[];
}

function sort(incoming: readonly Incoming[], key: ApiKey): Sorted {
  const events: LoggedEvent[] = [];
  const sent: Sent[] = [];
  const refused: KeptRefusal[] = [];
  for (const item of incoming) {
    const { index } = item;
    const result = boundToSource(key.source, item.result);
    if (result.ok) {
      const { id, source } = result.event;
      events.push(result.event);
      sent.push({ index, id, source, incoming: item });
    } else {
      const { id = null, source = null, problem } = result;
      refused.push({ index, id, source, problem, payload: item.payload(), truncated: item.truncated ?? false });
    }
  }
  return { events, sent, refused };
}

function conflict({ index, id, source, incoming }: Sent): KeptRefusal {
  const detail = `source ${JSON.stringify(source)} and id ${JSON.stringify(id)} came before with other content`;
  const problem = eventProblem('conflict', '/id', detail);
  return { index, id, source, problem, payload: incoming.payload(), truncated: false };
}

/** It says neither whom it names nor what it was: nothing of it may be kept. The receipt tells its sender which it is. */
function erased({ index, id, source }: Sent): KeptRefusal {
  return { index, id, source, problem: erasedProblem(), payload: '', truncated: true };
}

const count = (statuses: readonly AppendStatus[], status: AppendStatus) =>
  statuses.filter((each) => each === status).length;

/**
 * Stores what can be read and keeps what can't; the receipt is made only once both are committed.
 * Events first: if keeping the refused fails, the request fails, and sending it again finds duplicates.
 */
export async function receiveEvents(deps: IngestDeps, key: ApiKey, incoming: readonly Incoming[]): Promise<Receipt> {
  const receivedUs = deps.nowUs();
  const { events, sent, refused } = sort(incoming, key);
  const statuses = events.length === 0 ? [] : await deps.appendEvents(events, receivedUs);
  const withStatus = (status: AppendStatus) => sent.filter((_, position) => statuses[position] === status);
  const late = [...withStatus('conflict').map(conflict), ...withStatus('erased').map(erased)];
  const refusals = [...refused, ...late].sort((a, b) => a.index - b.index);
  if (refusals.length > 0) {
    const kept = refusals.map(({ index: _, ...refusal }) => ({ ...refusal, keyId: key.id, receivedUs }));
    await deps.keepRejectedEvents(kept);
  }
  const [accepted, duplicates] = [count(statuses, 'accepted'), count(statuses, 'duplicate')];
  deps.metrics.received({ accepted, duplicates, reasons: refusals.map(({ problem }) => problem.type) });
  return makeReceipt(accepted, duplicates, refusals);
}
