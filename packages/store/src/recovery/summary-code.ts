import { BOOK_VERSION, type CaseSummary } from '@finest-hour/metrics';

/** How a value is written: as it is, as 1 or 0, item by item, or field by field in this order, without the names. */
type Shape<Value> = [Value] extends [boolean]
  ? 'yesNo'
  : Value extends readonly (infer Item)[]
    ? Item extends object
      ? readonly [Shape<Item>]
      : 'value'
    : Value extends object
      ? { readonly [Name in keyof Value]: Shape<Value[Name]> }
      : 'value';

type AnyShape = 'value' | 'yesNo' | readonly [AnyShape] | { readonly [name: string]: AnyShape };

const HAND_OFFS = {
  handOffs: 'value',
  pingPongDirect: 'yesNo',
  pingPongAny: 'yesNo',
  returnsToQueue: 'value',
} as const;
const SINCE = [{ atUs: 'value', value: 'value' }] as const;

const SUMMARY: Shape<CaseSummary> = {
  // First, so that it can be told without reading the rest.
  book: 'value',
  caseId: 'value',
  customer: 'value',
  openedUs: 'value',
  ownOpenedUs: 'value',
  eventsBeforeOpening: 'yesNo',
  dimensions: {
    channel: 'value',
    cause: 'value',
    product: 'value',
    severity: 'value',
    region: 'value',
    fault: 'value',
    team: 'value',
    resolvingTeam: 'value',
  },
  causes: SINCE,
  merges: SINCE,
  legitimacy: [{ atUs: 'value', value: 'yesNo' }],
  resolvedUs: 'value',
  nothingDone: 'yesNo',
  reopenedAfterResolution: 'yesNo',
  satisfied: 'value',
  asked: 'yesNo',
  fault: { everOurs: 'yesNo', moved: 'yesNo' },
  promises: { made: 'value', withdrawn: 'value' },
  early: {
    ownedInTarget: 'yesNo',
    followedUp: 'yesNo',
    promiseDue: 'yesNo',
    promiseBroken: 'yesNo',
    resolved: 'yesNo',
    handOffs: 'value',
  },
  playbook: {
    flags: 'value',
    apologyUs: 'value',
    unapologizedUs: 'value',
    silenceUs: 'value',
    resolverUs: 'value',
    publicUs: 'value',
    surpriseUs: 'value',
    surprisedAfterUs: 'value',
    openInPublic: 'yesNo',
    promises: {
      early: 'value',
      onTime: 'value',
      late: 'value',
      broken: 'value',
      firstLengthUs: 'value',
      firstMarginUs: 'value',
      firstBroken: 'yesNo',
    },
  },
  everReopened: 'yesNo',
  agentLevel: HAND_OFFS,
  teamLevel: HAND_OFFS,
  escalationsFromBot: 'value',
  triages: 'value',
  moves: { bulk: 'value', shift: 'value', correction: 'value' },
  reassignedWhileResolved: 'yesNo',
  unheldUs: 'value',
  routing: { exit: 'value', waitUs: 'value', held: 'yesNo' },
  ownership: {
    ownedUs: 'value',
    firstOwner: 'value',
    exit: 'value',
    waitUs: 'value',
    firstOwnerResolved: 'yesNo',
    dropped: 'yesNo',
    runAroundUs: 'value',
    fixingUs: 'value',
  },
  teams: 'value',
  state: 'value',
  stateSinceUs: 'value',
  holderAgent: 'value',
  holderTeam: 'value',
  lastEventUs: 'value',
  url: 'value',
};

/** Where reading has come to in what was written. */
interface Cursor {
  readonly values: readonly unknown[];
  at: number;
}

interface Code {
  readonly write: (value: never, into: unknown[]) => void;
  readonly read: (from: Cursor) => unknown;
}

function next(from: Cursor): unknown {
  const value = from.values[from.at];
  from.at += 1;
  return value;
}

function listCode(item: Code): Code {
  return {
    write: (list: readonly never[], into) => {
      into.push(
        list.map((one) => {
          const values: unknown[] = [];
          item.write(one, values);
          return values;
        }),
      );
    },
    read: (from) => (next(from) as readonly (readonly unknown[])[]).map((values) => item.read({ values, at: 0 })),
  };
}

function codeOf(shape: AnyShape): Code {
  if (shape === 'value') return { write: (value, into) => void into.push(value), read: next };
  if (shape === 'yesNo')
    return { write: (value, into) => void into.push(value ? 1 : 0), read: (from) => next(from) === 1 };
  if (shape instanceof Array) return listCode(codeOf(shape[0]));
  const fields = Object.entries(shape).map(([name, inner]) => ({ name, code: codeOf(inner) }));
  return {
    write: (value: Readonly<Record<string, never>>, into) => {
      for (const { name, code } of fields) code.write(value[name] as never, into);
    },
    read: (from) => {
      const value: Record<string, unknown> = {};
      for (const { name, code } of fields) value[name] = code.read(from);
      return value;
    },
  };
}

const CODE = codeOf(SUMMARY);

/** A summary as JSON, a third as long as with its names: it is written and read for each case that anything happens to. */
export function writeSummary(summary: CaseSummary): string {
  const values: unknown[] = [];
  CODE.write(summary as never, values);
  return JSON.stringify(values);
}

/** The summary that was written; null: by another version of the book, which may have had other fields. */
export function readSummary(written: unknown): CaseSummary | null {
  if (!Array.isArray(written) || written[0] !== BOOK_VERSION) return null;
  return CODE.read({ values: written, at: 0 }) as CaseSummary;
}
