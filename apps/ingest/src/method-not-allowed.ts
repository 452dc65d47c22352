import type { Env, Hono } from 'hono';
import { HttpProblem } from './http-problem.ts';

/** Answers 405 to every method but those of an address: `{'/healthz': 'GET'}`. To be called once they are all there. */
export function refuseOtherMethods<E extends Env>(route: Hono<E>, methods: Readonly<Record<string, string>>): void {
  for (const [path, allowed] of Object.entries(methods)) {
    route.all(path, ({ req }) => {
      throw new HttpProblem('method-not-allowed', `${req.method} is not supported here`, {
        headers: { Allow: allowed },
      });
    });
  }
}
