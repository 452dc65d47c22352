import { isIdentifier } from '@finest-hour/events';
import type { Asking } from '@finest-hour/store';
import { Hono, type Context } from 'hono';
import { askingOf } from './asking.ts';
import { authorize, type IngestEnv } from './authorize.ts';
import type { CustomersStore } from './customers-store.ts';
import type { IngestDeps } from './deps.ts';
import { HttpProblem } from './http-problem.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';

type Ask = Context<IngestEnv>;

/** What is asked, by whom and when. The id is repeated nowhere: neither in answers that are refusals, nor in the log. */
interface Asked {
  readonly store: CustomersStore;
  readonly customer: string;
  readonly request: Asking;
}

const notFound = () => new HttpProblem('not-found', 'nothing is held of such a customer');

function readAsked(deps: IngestDeps, context: Ask): Asked {
  const store = deps.customers;
  if (store === null) {
    throw new HttpProblem(
      'not-set-up',
      'DATABASE_URL_ERASER is not set: persons can be erased by the command line only',
    );
  }
  const customer = context.req.param('id') ?? '';
  if (customer === '' || !isIdentifier(customer) || customer.includes('\0') || !customer.isWellFormed())
    throw notFound();
  context.header('Cache-Control', 'no-store');
  return { store, customer, request: askingOf(deps, context) };
}

/** `/v1/customers/{id}`: what is held of a person is told, or erased. */
export function customersRoute(deps: IngestDeps): Hono<IngestEnv> {
  const route = new Hono<IngestEnv>();
  route.use(authorize(deps, 'admin'));
  route.get('/:id', async (context) => {
    const { store, customer, request } = readAsked(deps, context);
    const held = await store.read(customer, request);
    if (held === null) throw notFound();
    return context.json(held);
  });
  route.delete('/:id', async (context) => {
    const { store, customer, request } = readAsked(deps, context);
    const erasure = await store.erase(customer, request);
    if (erasure === null) throw notFound();
    const { cases, events, rejected } = erasure;
    deps.log.info({ keyId: context.get('key').id, cases, events, rejected }, 'customer erased');
    return context.json(erasure);
  });
  refuseOtherMethods(route, { '/:id': 'GET, DELETE' });
  return route;
}
