import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Label } from './fields.ts';

export const caseWentPublic = defineEvent({
  type: 'case.went-public',
  family: 'case',
  measures: 'N5',
  data: Type.Object({ ...by, where: Label, reach: Type.Optional(Type.Number({ minimum: 0 })) }),
  examples: [{ where: 'a review site', reach: 1200 }],
});

export const publicAnswered = defineEvent({
  type: 'public.answered',
  family: 'case',
  measures: 'N5',
  data: Type.Object({ ...by, where: Label }),
  examples: [{ where: 'a review site', by: { kind: 'person', id: 'ben' } }],
});
