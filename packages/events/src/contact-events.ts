import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Channel, Identifier } from './fields.ts';

export const contactReceived = defineEvent({
  type: 'contact.received',
  family: 'case',
  measures: 'chasing: the customer had to ask again; O2',
  data: Type.Object({ ...by, channel: Channel, takenBy: Type.Optional(Identifier) }),
  examples: [{ channel: 'phone', takenBy: 'ana' }],
});

export const contactMade = defineEvent({
  type: 'contact.made',
  family: 'case',
  measures: 'M4, V3',
  data: Type.Object({
    ...by,
    channel: Channel,
    automated: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Type.Enum(['reply', 'call', 'visit', 'handwritten', 'internal-note'])),
  }),
  examples: [{ channel: 'phone', by: { kind: 'person', id: 'ben' }, kind: 'call' }],
});
