import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by } from './fields.ts';

export const thanksGiven = defineEvent({
  type: 'thanks.given',
  family: 'case',
  measures: 'V1, M3',
  data: Type.Object({ ...by, for: Type.Enum(['complaint', 'loyalty']) }),
  examples: [{ for: 'complaint', by: { kind: 'person', id: 'ana' } }],
});

export const apologyMade = defineEvent({
  type: 'apology.made',
  family: 'case',
  measures: 'V1, M1',
  data: Type.Object({ ...by }),
  examples: [{ by: { kind: 'person', id: 'ana' } }],
});

export const responsibilityTaken = defineEvent({
  type: 'responsibility.taken',
  family: 'case',
  measures: 'M2',
  data: Type.Object({ ...by }),
  examples: [{ by: { kind: 'person', id: 'ben' } }],
});
