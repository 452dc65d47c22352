import { METHODS, type Method, type OpenApiDocument, type Operation } from '../types.ts';

export interface Placed {
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
}

/** All operations of a document, with their places. */
export function operationsOf({ paths }: OpenApiDocument): readonly Placed[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}
