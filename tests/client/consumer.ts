/** A program that uses the installed package as its README says; what must not compile is marked so. */
export const TYPED = `
import { closeOnSignals, createClient, type EventData, type Outcome } from '@finest-hour/client';

const client = createClient<{ 'parcel.lost': { weight: number } }>({ url: 'http://127.0.0.1:1', key: 'k', source: 's' });
const undo: () => void = closeOnSignals(client);

const opened: EventData['case.opened'] = { customer: 'c-1', channel: 'phone', cause: undefined };
const outcome: Outcome = await client.push('case.opened', { subject: 'case-1', data: opened, time: new Date() });
if (!outcome.stored) console.log(outcome.problem.detail, outcome.event.subject);
void client.push('case.closed', { subject: 'case-1' });
void client.push('parcel.lost', { subject: 'case-1', data: { weight: 2 } });

// @ts-expect-error a required field is missing
void client.push('case.opened', { subject: 'case-1', data: { channel: 'phone' } });
// @ts-expect-error so is all of its data
void client.push('case.opened', { subject: 'case-1' });
// @ts-expect-error no such channel
void client.push('case.opened', { subject: 'case-1', data: { customer: 'c-1', channel: 'pigeon' } });
// @ts-expect-error no such field
void client.push('case.closed', { subject: 'case-1', data: { automatical: true } });
// @ts-expect-error no such type
void client.push('case.opend', { subject: 'case-1', data: opened });
// @ts-expect-error declared otherwise
void client.push('parcel.lost', { subject: 'case-1', data: { weight: 'heavy' } });
// @ts-expect-error no subject
void client.push('case.closed', {});
undo();
`;

/** Runs to its end without ever flushing; it would take an hour, were it not for the end of the process. */
export const RUN_TO_THE_END = `
import { createClient } from '@finest-hour/client';

const client = createClient({ url: process.argv[2], key: 'k', source: 'run', maxWaitMs: 3_600_000, retryBaseMs: 10 });
const note = 'a note that is long enough for a body worth compressing. '.repeat(10);
for (let n = 0; n < 5; n += 1) void client.push('case.escalated', { subject: 'case-' + n, data: { reason: note } });
const last = await client.push('case.closed', { subject: 'case-5', id: 'e-5' });
void client.push('case.closed', { subject: 'case-6' });
console.log(JSON.stringify(last));
`;

/** Serves for ever, until it is told to end. */
export const SERVE = `
import { closeOnSignals, createClient } from '@finest-hour/client';

const client = createClient({ url: process.argv[2], key: 'k', source: 'serve', maxWaitMs: 3_600_000 });
closeOnSignals(client, { withinMs: 60_000 });
setInterval(() => undefined, 1000);
void client.push('case.closed', { subject: 'case-1' });
console.log('serving');
`;
