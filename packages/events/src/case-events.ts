import { Type } from 'typebox';
import { defineEvent, type DataOf } from './definition.ts';
import { by, Channel, Fault, FreeText, Holder, Identifier, Label, NamedPerson, Severity, Url } from './fields.ts';

const classification = {
  cause: Type.Optional(Label),
  product: Type.Optional(Label),
  severity: Type.Optional(Severity),
  region: Type.Optional(Label),
  fault: Type.Optional(Fault),
  faultTeam: Type.Optional(Identifier),
  preferredChannel: Type.Optional(Channel),
};

export const caseOpened = defineEvent({
  type: 'case.opened',
  family: 'case',
  measures: 'all; H1, N2, O2',
  data: Type.Object({
    ...by,
    ...classification,
    customer: Identifier,
    channel: Channel,
    team: Type.Optional(Identifier),
    takenBy: Type.Optional(Identifier),
    detectedBy: Type.Optional(Type.Enum(['customer', 'us'])),
    url: Type.Optional(Url),
  }),
  examples: [
    {
      customer: 'customer-7',
      channel: 'phone',
      cause: 'late delivery',
      severity: 'high',
      team: 'front',
      takenBy: 'ana',
    },
  ],
});

export const caseClassified = defineEvent({
  type: 'case.classified',
  family: 'case',
  measures: 'H2, H7, M2',
  data: Type.Object({ ...by, ...classification, legitimate: Type.Optional(Type.Boolean()) }),
  examples: [{ cause: 'late delivery', fault: 'ours', faultTeam: 'warehouse', legitimate: true }],
});

export const caseAssigned = defineEvent({
  type: 'case.assigned',
  family: 'case',
  measures: 'routing or hand-off, decided by the fold; H2, O1',
  data: Type.Object({
    ...by,
    to: Holder,
    reason: Type.Optional(Type.Enum(['triage', 'expertise', 'shift', 'absence', 'correction', 'other'])),
    bulk: Type.Optional(Type.Boolean()),
  }),
  examples: [
    { to: { agent: 'ben', team: 'logistics' }, by: { kind: 'person', id: 'ana', team: 'front' }, reason: 'triage' },
    { to: { agent: 'helper', kind: 'bot' }, by: { kind: 'rule' } },
    { to: {} },
  ],
});

export const caseOwned = defineEvent({
  type: 'case.owned',
  family: 'case',
  measures: 'time-to-ownership; O2',
  // `proxy`: nobody said that the case was accepted; an import inferred it, and it is shown as such.
  data: Type.Object({ by: NamedPerson, proxy: Type.Optional(Type.Boolean()) }),
  examples: [{ by: { kind: 'person', id: 'ben', team: 'logistics' } }],
});

export const caseResolved = defineEvent({
  type: 'case.resolved',
  family: 'case',
  measures: 'recovery',
  data: Type.Object({ ...by, team: Type.Optional(Identifier), automatic: Type.Optional(Type.Boolean()) }),
  examples: [{ by: { kind: 'person', id: 'ben', team: 'logistics' }, team: 'logistics' }],
});

export const caseReopened = defineEvent({
  type: 'case.reopened',
  family: 'case',
  measures: 'recovery; H4, O5',
  data: Type.Object({
    ...by,
    reason: Type.Optional(Type.Enum(['failed', 'thanks', 'administrative', 'other'])),
  }),
  examples: [{ by: { kind: 'customer' }, reason: 'failed' }],
});

export const caseClosed = defineEvent({
  type: 'case.closed',
  family: 'case',
  measures: 'the end of a case; a close without a resolution is none',
  data: Type.Object({ ...by, automatic: Type.Optional(Type.Boolean()) }),
  examples: [{ by: { kind: 'rule' }, automatic: true }],
});

export const caseMerged = defineEvent({
  type: 'case.merged',
  family: 'case',
  measures: 'excluded; its opening and events count for the case it went into',
  data: Type.Object({ ...by, into: Identifier }),
  examples: [{ into: 'case-1000' }],
});

export const caseUnmerged = defineEvent({
  type: 'case.unmerged',
  family: 'case',
  measures: 'undoes a merge',
  data: Type.Object({ ...by, into: Identifier }),
  examples: [{ into: 'case-1000' }],
});

export const caseWithdrawn = defineEvent({
  type: 'case.withdrawn',
  family: 'case',
  measures: 'stays in the denominator',
  data: Type.Object({ ...by }),
  examples: [{ by: { kind: 'customer' } }],
});

export const caseEscalated = defineEvent({
  type: 'case.escalated',
  family: 'case',
  measures: 'N5; never moves the holder',
  data: Type.Object({ ...by, to: Type.Optional(Holder), reason: Type.Optional(FreeText) }),
  examples: [{ to: { team: 'management' }, reason: 'asked for the manager' }],
});

export type CaseOpenedData = DataOf<typeof caseOpened>;
export type CaseClassifiedData = DataOf<typeof caseClassified>;
export type CaseAssignedData = DataOf<typeof caseAssigned>;
export type CaseOwnedData = DataOf<typeof caseOwned>;
export type CaseResolvedData = DataOf<typeof caseResolved>;
export type CaseReopenedData = DataOf<typeof caseReopened>;
export type CaseClosedData = DataOf<typeof caseClosed>;
export type CaseMergedData = DataOf<typeof caseMerged>;
export type CaseUnmergedData = DataOf<typeof caseUnmerged>;
export type CaseWithdrawnData = DataOf<typeof caseWithdrawn>;
export type CaseEscalatedData = DataOf<typeof caseEscalated>;
