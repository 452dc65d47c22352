import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { Label } from './fields.ts';

export const readingTaken = defineEvent({
  type: 'reading.taken',
  family: 'reading',
  measures: 'vanity only',
  data: Type.Object({ value: Type.Number(), unit: Type.Optional(Label) }),
  examples: [{ value: 4.2, unit: 'stars' }],
});
