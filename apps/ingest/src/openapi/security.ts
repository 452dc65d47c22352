import type { Scope } from '@finest-hour/store';
import type { Operation } from './types.ts';

/** A key with any of the scopes; a list in OpenAPI is a list of ways in. */
export const withScope = (...scopes: readonly Scope[]): Operation['security'] =>
  scopes.map((scope) => ({ key: [scope] }));

export const OPEN: Operation['security'] = [];

export const SECURITY_SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key that `finest-hour keys create` printed: `Authorization: Bearer <key>`. It has scopes, may be bound to a `source`, and may expire.',
  },
};
