import type { RequestProblemType } from '../../http-problem.ts';
import { MAX_LISTED_REFUSALS } from '../../limits.ts';
import { DETAIL, problemName, refTo } from '../problem-schemas.ts';
import type { Schema } from '../types.ts';

const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const textOrNull = (description: string): Schema => ({ type: ['string', 'null'], description });

type Properties = Readonly<Record<string, Schema>>;

/** All of them are always there. */
const whole = (title: string, properties: Properties): Schema => ({
  title,
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const counts: Properties = {
  accepted: count('Stored now.'),
  duplicates: count('Stored before.'),
};

const receipt: Properties = {
  ...counts,
  rejectedCount: count('Refused, all of them.'),
  rejected: {
    type: 'array',
    maxItems: MAX_LISTED_REFUSALS,
    description: 'The first of those that were refused.',
    items: refTo('Refusal'),
  },
};

/** What became of the events of a request. */
export const RECEIPT_SCHEMAS: Properties = {
  Receipt: whole('A receipt', receipt),
  Refusal: whole('An event that was refused', {
    index: count('Its place in the request, from 0.'),
    id: textOrNull('Its id, if it could be read.'),
    source: textOrNull('Its source, if it could be read.'),
    problem: refTo('EventProblem'),
  }),
  'problem.all-refused': {
    ...whole('Every event was refused', {
      type: { const: 'all-refused' },
      title: { const: 'Every event was refused' },
      status: { const: 422 },
      detail: DETAIL,
      ...receipt,
    }),
    description: 'A problem and a receipt. What was refused is kept, and can be corrected and replayed.',
  },
};

const linesDealtWith = count('So many lines of the body, from its beginning, are dealt with.');
const totals: Properties = { ...counts, rejected: count('Refused, all of them.') };

/** What can break a stream off that has begun. */
const BREAKS: readonly RequestProblemType[] = [
  'incomplete-body',
  'bad-encoding',
  'timeout',
  'internal',
  'busy',
  'stopping',
  'unavailable',
];

/** The lines of the answer to a stream. */
export const LINE_SCHEMAS: Properties = {
  AnswerLine: {
    title: 'A line of the answer to a stream',
    oneOf: [refTo('StreamReceipt'), refTo('StreamDone'), refTo('StreamBroken')],
  },
  StreamReceipt: whole('A receipt for lines', { lines: linesDealtWith, ...receipt }),
  StreamDone: whole('The last line of a stream that was read to its end', { done: { const: true }, ...totals }),
  StreamBroken: whole('The last line of a stream that broke off', {
    error: {
      description: 'Why: the problem that the request would have been refused with.',
      oneOf: BREAKS.map((type) => refTo(problemName(type))),
    },
    lines: linesDealtWith,
    ...totals,
  }),
};
