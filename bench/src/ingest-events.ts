import { readFile } from 'node:fs/promises';

/** Events as text, without end: the fixed file over and over, each time with other ids and other cases. */
export interface EventSource {
  /** The next event as JSON. */
  next(): string;
}

interface Template {
  readonly beforeId: string;
  readonly beforeSubject: string;
  readonly rest: string;
  readonly subject: string;
}

const ID = /"id":"[^"]*/;
const SUBJECT = /"subject":"([^"]*)/;
const CUSTOMER = /"customer":"[^"]*/;

async function fixedLines(): Promise<readonly string[]> {
  return (await readFile(new URL('../fixtures/events.ndjson', import.meta.url), 'utf8')).trimEnd().split('\n');
}

/** A line in three parts, between which the id and the subject are put. */
function templateOf(line: string): Template {
  const id = ID.exec(line);
  const subject = SUBJECT.exec(line);
  if (id === null || subject === null || subject.index < id.index) throw new Error(`not a line as expected: ${line}`);
  const afterId = id.index + id[0].length;
  return {
    beforeId: line.slice(0, id.index + '"id":"'.length),
    beforeSubject: line.slice(afterId, subject.index + '"subject":"'.length),
    rest: line.slice(subject.index + subject[0].length),
    subject: subject[1] ?? '',
  };
}

/** As long as the ids of the file. */
const idOf = (name: string, count: number) => `7c9e6679-${name}-${String(count).padStart(18, '0')}`;

/** The file again and again; what belongs to one case within it does so in each copy. `name`: four characters. */
export async function copiesOfFile(name: string): Promise<EventSource> {
  const templates = (await fixedLines()).map(templateOf);
  let count = 0;
  return {
    next: () => {
      const { beforeId, beforeSubject, rest, subject } = templates[count % templates.length] as Template;
      const copy = Math.floor(count / templates.length);
      const text = `${beforeId}${idOf(name, count)}${beforeSubject}${subject}:${name}${copy}${rest}`;
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
      const { beforeId, beforeSubject, rest } = templates[count % templates.length] as Template;
      const which = count % cases;
      const text = `${beforeId}${idOf('many', count)}${beforeSubject}case-${which}${rest}`;
      count += 1;
      // Most customers have one case, some have two.
      return count <= cases ? text.replace('customer-@', `customer-${which % Math.ceil(cases * 0.7)}`) : text;
    },
  };
}
