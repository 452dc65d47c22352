import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Count, SolutionKind } from './fields.ts';

export const remedyAsked = defineEvent({
  type: 'remedy.asked',
  family: 'case',
  measures: 'H7, N4',
  data: Type.Object({ ...by, remedy: SolutionKind }),
  examples: [{ remedy: 'exchange', by: { kind: 'person', id: 'ben' } }],
});

export const expectationConfirmed = defineEvent({
  type: 'expectation.confirmed',
  family: 'case',
  measures: 'H5, H7',
  data: Type.Object({ ...by, remedy: Type.Optional(SolutionKind) }),
  examples: [{ remedy: 'exchange', by: { kind: 'person', id: 'ben' } }],
});

export const optionsOffered = defineEvent({
  type: 'options.offered',
  family: 'case',
  measures: 'V3, O6',
  data: Type.Object({ ...by, count: Count }),
  examples: [{ count: 3, by: { kind: 'person', id: 'ben' } }],
});
