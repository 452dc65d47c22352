import { readFile } from 'node:fs/promises';

/** Events as text, without end: the fixed file over and over, each time with other ids, other cases and other customers. */
export interface EventSource {
  /** The next event as JSON. */
  next(): string;
}

interface Template {
  readonly beforeId: string;
  readonly beforeSubject: string;
  readonly subject: string;
  /** Up to the end of the customer's id, and what follows; without one everything. */
  readonly beforeCustomer: string;
  readonly rest: string;
}

const ID = /"id":"[^"]*/;
const SUBJECT = /"subject":"([^"]*)/;
const CUSTOMER = /"customer":"[^"]*/;

/** Where the customer's id ends in the rest of a line; -1: it names none. */
function customerEnd(rest: string): number {
  const found = CUSTOMER.exec(rest);
  return found === null ? -1 : found.index + found[0].length;
}

async function fixedLines(): Promise<readonly string[]> {
  return (await readFile(new URL('../fixtures/events.ndjson', import.meta.url), 'utf8')).trimEnd().split('\n');
}

/** A line in parts, between which the id, the subject and the customer are put. */
function templateOf(line: string): Template {
  const id = ID.exec(line);
  const subject = SUBJECT.exec(line);
  if (id === null || subject === null || subject.index < id.index) throw new Error(`not a line as expected: ${line}`);
  const afterId = id.index + id[0].length;
  const afterSubject = line.slice(subject.index + subject[0].length);
  const end = customerEnd(afterSubject);
  return {
    beforeId: line.slice(0, id.index + '"id":"'.length),
    beforeSubject: line.slice(afterId, subject.index + '"subject":"'.length),
    subject: subject[1] ?? '',
    beforeCustomer: end === -1 ? '' : afterSubject.slice(0, end),
    rest: end === -1 ? afterSubject : afterSubject.slice(end),
  };
}

/** As long as the ids of the file. */
const idOf = (name: string, count: number) => `7c9e6679-${name}-${String(count).padStart(18, '0')}`;

/**
 * The file again and again; what belongs to one case or customer within it does so in each copy, and to nobody in another
 * one: the file's seventy customers do not complain a hundred times each. `name`: four characters.
 */
export async function copiesOfFile(name: string): Promise<EventSource> {
  const templates = (await fixedLines()).map(templateOf);
  let count = 0;
  return {
    next: () => {
      const { beforeId, beforeSubject, subject, beforeCustomer, rest } = templates[
        count % templates.length
      ] as Template;
      const copy = `:${name}${Math.floor(count / templates.length)}`;
      const told = beforeCustomer === '' ? rest : `${beforeCustomer}${copy}${rest}`;
      const text = `${beforeId}${idOf(name, count)}${beforeSubject}${subject}${copy}${told}`;
      count += 1;
      return text;
    },
  };
}

/** So many events of so many cases: first each one's opening, then what happens in them, in turn. */
export async function eventsOfCases(cases: number): Promise<EventSource> {
  const lines = await fixedLines();
  const openings = lines.filter((line) => line.includes('"case.opened"'));
  const opened = openings.map((line) => line.replace(CUSTOMER, '"customer":"customer-@')).map(templateOf);
  const others = lines.filter((line) => !line.includes('"case.opened"')).map(templateOf);
  let count = 0;
  return {
    next: () => {
      const templates = count < cases ? opened : others;
      const { beforeId, beforeSubject, beforeCustomer, rest } = templates[count % templates.length] as Template;
      const which = count % cases;
      const text = `${beforeId}${idOf('many', count)}${beforeSubject}case-${which}${beforeCustomer}${rest}`;
      count += 1;
      // Most customers have one case, some have two.
      return count <= cases ? text.replace('customer-@', `customer-${which % Math.ceil(cases * 0.7)}`) : text;
    },
  };
}
