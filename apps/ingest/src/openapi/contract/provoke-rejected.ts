import { MAX_EVENT_BYTES } from '../../limits.ts';
import { opened } from '../../testing/push.ts';
import type { Provocations } from './provocations.ts';
import { REPLAYED, UNKNOWN, WAITING } from './rejected-memory.ts';
import { EVENT, replay, VALID } from './requests.ts';
import { send } from './send.ts';

const PATH = '/v1/rejected-events';
const valid = (operation: string) => () => send(VALID[operation] ?? { method: '', path: '' });
const ask = (method: string, path: string) => () => send({ method, path: PATH + path });
const corrected = JSON.stringify(opened);

/** By operation: every answer of `/v1/rejected-events`. */
export const REJECTED_PROVOCATIONS: Readonly<Record<string, Provocations>> = {
  listRejectedEvents: {
    '200 page': valid('listRejectedEvents'),
    '400 bad-query': ask('GET', '?tpye=conflict&limit=0'),
  },
  discardRejectedEvents: {
    '200 discarded': valid('discardRejectedEvents'),
    '400 bad-query': ask('DELETE', ''),
  },
  replayRejectedEvents: {
    '200 replayed': valid('replayRejectedEvents'),
    '400 bad-query': ask('POST', '/replay'),
  },
  readRejectedEvent: {
    '200 event': valid('readRejectedEvent'),
    '404 not-found': ask('GET', `/${UNKNOWN}`),
  },
  discardRejectedEvent: {
    '204 discarded': valid('discardRejectedEvent'),
    '404 not-found': ask('DELETE', `/${UNKNOWN}`),
  },
  replayRejectedEvent: {
    '200 corrected': valid('replayRejectedEvent'),
    '422 replay-refused': () => send(replay(WAITING)),
    '400 bad-json': () => send(replay(WAITING, '{"specversion": "1.0",}')),
    '404 not-found': () => send(replay(UNKNOWN)),
    '409 already-replayed': () => send(replay(REPLAYED)),
    '413 too-large': () => send(replay(WAITING, ' '.repeat(MAX_EVENT_BYTES + 1))),
    '415 unsupported-media-type': () => send(replay(WAITING, corrected, { 'content-type': 'text/plain' })),
    '415 unsupported-encoding': () => send(replay(WAITING, corrected, { ...EVENT, 'content-encoding': 'gzip' })),
  },
};
