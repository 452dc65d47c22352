import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { FreeText, Identifier, Label, Money, OrderId } from './fields.ts';

const valueEvent = Type.Object({
  value: Type.Optional(Money),
  order: Type.Optional(OrderId),
  case: Type.Optional(Identifier),
  automatic: Type.Optional(Type.Boolean()),
});

const link = Type.Object({ to: Identifier, evidence: Type.Optional(FreeText) });

export const customerPurchased = defineEvent({
  type: 'customer.purchased',
  family: 'customer',
  measures: 'V7, repeat-loyalty',
  data: valueEvent,
  examples: [{ value: { amount: 120, currency: 'EUR' }, order: 'o-1' }],
});

export const customerRenewed = defineEvent({
  type: 'customer.renewed',
  family: 'customer',
  measures: 'V7, repeat-loyalty',
  data: valueEvent,
  examples: [{ automatic: false }],
});

export const customerVisited = defineEvent({
  type: 'customer.visited',
  family: 'customer',
  measures: 'V7, repeat-loyalty',
  data: valueEvent,
  examples: [{}],
});

export const customerLeft = defineEvent({
  type: 'customer.left',
  family: 'customer',
  measures: 'repeat-loyalty (competing exit)',
  data: Type.Object({ reason: Type.Optional(FreeText) }),
  examples: [{ reason: 'moved away' }],
});

export const customerRecommended = defineEvent({
  type: 'customer.recommended',
  family: 'customer',
  measures: 'V7, H3',
  data: Type.Object({ where: Type.Optional(Label), case: Type.Optional(Identifier) }),
  examples: [{ where: 'a review site', case: 'case-1001' }],
});

export const customerLinked = defineEvent({
  type: 'customer.linked',
  family: 'customer',
  measures: 'one person, several ids',
  data: link,
  examples: [{ to: 'customer-8', evidence: 'same e-mail address' }],
});

export const customerUnlinked = defineEvent({
  type: 'customer.unlinked',
  family: 'customer',
  measures: 'one person, several ids',
  data: link,
  examples: [{ to: 'customer-8' }],
});
