import { Type } from 'typebox';
import { defineEvent } from './definition.ts';
import { by, Count, FreeText, Identifier, Money, SolutionKind } from './fields.ts';

export const solutionProvided = defineEvent({
  type: 'solution.provided',
  family: 'case',
  measures: 'H6, N1, N4',
  data: Type.Object({
    ...by,
    kind: SolutionKind,
    solution: Type.Optional(Identifier),
    request: Type.Optional(Identifier),
    tailored: Type.Optional(Type.Boolean()),
    withinAuthority: Type.Optional(Type.Boolean()),
    value: Type.Optional(Money),
  }),
  examples: [
    {
      kind: 'exchange',
      solution: 's-1',
      by: { kind: 'person', id: 'ben' },
      tailored: true,
      withinAuthority: true,
      value: { amount: 49.9, currency: 'EUR' },
    },
  ],
});

export const solutionFailed = defineEvent({
  type: 'solution.failed',
  family: 'case',
  measures: 'H4',
  data: Type.Object({ ...by, solution: Type.Optional(Identifier), reason: Type.Optional(FreeText) }),
  examples: [{ solution: 's-1', reason: 'the replacement was broken too' }],
});

export const requestDenied = defineEvent({
  type: 'request.denied',
  family: 'case',
  measures: 'N4, O6',
  data: Type.Object({ ...by, request: Type.Optional(Identifier), alternatives: Type.Optional(Count) }),
  examples: [{ request: 'r-1', alternatives: 2, by: { kind: 'person', id: 'ben' } }],
});

export const helpRequested = defineEvent({
  type: 'help.requested',
  family: 'case',
  measures: 'O4: reaching across without passing the case on',
  data: Type.Object({ ...by, team: Identifier }),
  examples: [{ team: 'warehouse', by: { kind: 'person', id: 'ben', team: 'logistics' } }],
});
