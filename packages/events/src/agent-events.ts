import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { Identifier, Label } from './fields.ts';

export const agentJoined = defineEvent({
  type: 'agent.joined',
  family: 'agent',
  measures: 'O4, N1',
  data: Type.Object({ team: Identifier }),
  examples: [{ team: 'logistics' }],
});

export const agentCoached = defineEvent({
  type: 'agent.coached',
  family: 'agent',
  measures: 'N1',
  data: Type.Object({ topic: Type.Optional(Label) }),
  examples: [{ topic: 'listening' }],
});

export const agentEmpowered = defineEvent({
  type: 'agent.empowered',
  family: 'agent',
  measures: 'N1',
  data: Type.Object({ authority: Type.Optional(Label) }),
  examples: [{ authority: 'refunds up to 100 EUR' }],
});
