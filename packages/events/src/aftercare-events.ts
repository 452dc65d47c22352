import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Identifier, Label, Money } from './fields.ts';

export const satisfactionAsked = defineEvent({
  type: 'satisfaction.asked',
  family: 'case',
  measures: 'H5',
  data: Type.Object({ ...by }),
  examples: [{ by: { kind: 'person', id: 'ben' } }],
});

export const satisfactionStated = defineEvent({
  type: 'satisfaction.stated',
  family: 'case',
  measures: 'H5, V2, N3',
  data: Type.Object({
    ...by,
    satisfied: Type.Boolean(),
    score: Type.Optional(Type.Number()),
    heard: Type.Optional(Type.Boolean()),
  }),
  examples: [{ satisfied: true, score: 5, heard: true, by: { kind: 'customer' } }],
});

export const surpriseGiven = defineEvent({
  type: 'surprise.given',
  family: 'case',
  measures: 'V6, H3',
  data: Type.Object({ ...by, kind: Type.Optional(Label), value: Type.Optional(Money) }),
  examples: [{ kind: 'voucher', value: { amount: 10, currency: 'EUR' } }],
});

export const feedbackShared = defineEvent({
  type: 'feedback.shared',
  family: 'case',
  measures: 'M3',
  data: Type.Object({ ...by, team: Identifier, customerTold: Type.Optional(Type.Boolean()) }),
  examples: [{ team: 'warehouse', customerTold: true }],
});
