import { ANYWHERE } from '../anywhere.ts';
import type { OpenApiDocument, Operation } from '../types.ts';
import { operationsOf } from './operations.ts';
import { ANYWHERE_PROVOCATIONS } from './provoke-anywhere.ts';
import { EVENT_PROVOCATIONS } from './provoke-events.ts';
import { REJECTED_PROVOCATIONS } from './provoke-rejected.ts';
import { ADMIN, VALID } from './requests.ts';
import { send, type Sent } from './send.ts';

/** By status and name, `400 bad-json`: a request that is answered so. A problem’s name is its type, perhaps with more. */
export type Provocations = Readonly<Record<string, () => Promise<Response>>>;

const OWN: Readonly<Record<string, Provocations>> = {
  receiveEvents: EVENT_PROVOCATIONS,
  ...REJECTED_PROVOCATIONS,
  readCustomer: {
    '200 export': () => valid('readCustomer'),
    '404 not-found': () => send({ method: 'GET', path: '/v1/customers/nobody', headers: ADMIN }),
    '501 not-set-up': () => send(VALID['readCustomer'] as Sent, { withoutCustomers: true }),
  },
  eraseCustomer: {
    '200 erasure': () => valid('eraseCustomer'),
    '404 not-found': () => send({ method: 'DELETE', path: '/v1/customers/nobody', headers: ADMIN }),
    '501 not-set-up': () => send(VALID['eraseCustomer'] as Sent, { withoutCustomers: true }),
  },
  isAlive: { '200 alive': () => valid('isAlive') },
  isReady: {
    '200 ready': () => valid('isReady'),
    '503 not-ready': () => valid('isReady', new Error('the database is gone')),
  },
  readMetrics: {
    '200 metrics': () => valid('readMetrics'),
    '401 no-token': () => send({ method: 'GET', path: '/metrics' }, { options: { metricsToken: 'scraper' } }),
  },
  readOpenApi: { '200 document': () => valid('readOpenApi') },
  readDocs: { '200 page': () => valid('readDocs') },
};

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

function valid(id: string, failure?: Error, authorization?: string): Promise<Response> {
  const sent = VALID[id];
  if (sent === undefined) throw new Error(`no request is known for the operation ${id}`);
  const headers = { ...sent.headers, ...(authorization !== undefined && { authorization }) };
  return send({ ...sent, headers }, failure === undefined ? {} : { failure });
}

/** What goes wrong in the same way wherever a key is needed. */
function common({ operationId, security }: Operation): Provocations {
  if (security.length === 0) return {};
  return {
    '401 unauthorized': () => valid(operationId, undefined, 'Bearer fh_unknown'),
    '403 forbidden': () => valid(operationId, undefined, 'Bearer fh_read'),
    '500 internal': () => valid(operationId, new Error('a column is missing')),
    '503 unavailable': () => valid(operationId, REFUSED),
  };
}

/** By operation, of all in the document, and of what reaches none. */
export function provocationsOf(document: OpenApiDocument): Readonly<Record<string, Provocations>> {
  const entries = operationsOf(document).map(({ operation }) => {
    return [operation.operationId, { ...OWN[operation.operationId], ...common(operation) }] as const;
  });
  return { ...Object.fromEntries(entries), [ANYWHERE]: ANYWHERE_PROVOCATIONS };
}
