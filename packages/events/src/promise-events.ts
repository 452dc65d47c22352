import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Identifier, Time } from './fields.ts';

export const promiseMade = defineEvent({
  type: 'promise.made',
  family: 'case',
  measures: 'V4, V5',
  data: Type.Object({ ...by, promise: Identifier, due: Time }),
  examples: [{ promise: 'p-1', due: '2026-03-04T17:00:00+01:00', by: { kind: 'person', id: 'ben' } }],
});

export const promiseChanged = defineEvent({
  type: 'promise.changed',
  family: 'case',
  measures: 'V4, V5; a promise is judged by its first due time',
  data: Type.Object({ ...by, promise: Identifier, due: Time }),
  examples: [{ promise: 'p-1', due: '2026-03-05T12:00:00+01:00' }],
});

export const promiseKept = defineEvent({
  type: 'promise.kept',
  family: 'case',
  measures: 'V4, V5',
  data: Type.Object({ ...by, promise: Identifier }),
  examples: [{ promise: 'p-1' }],
});

export const promiseWithdrawn = defineEvent({
  type: 'promise.withdrawn',
  family: 'case',
  measures: 'V4, V5',
  data: Type.Object({ ...by, promise: Identifier }),
  examples: [{ promise: 'p-1' }],
});
