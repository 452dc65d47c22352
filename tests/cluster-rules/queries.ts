/** A statement as it stands in the source: the text of one template literal, and where it begins. */
export interface Statement {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Words that ask for something which a cluster does not have, or must not be asked for. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bfor\s+(no\s+key\s+)?update\b/i, 'locks rows (for update)'],
  [/\bfor\s+(key\s+)?share\b/i, 'locks rows (for share)'],
  [/\bskip\s+locked\b/i, 'skips locked rows'],
  [/\b(listen|unlisten)\b\s+\w/i, 'listens'],
  [/\bnotify\b\s+\w|\bpg_notify\b/i, 'notifies'],
  [/\b(nextval|currval|lastval|setval)\b/i, 'uses a sequence'],
  [/\b(big|small)?serial\b|\bgenerated\s+(always|by\s+default)\s+as\s+identity\b/i, 'makes a sequence'],
  [/\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i, 'makes a trigger'],
  [/\breferences\s+\w+\.\w+|\bforeign\s+key\b/i, 'makes a foreign key'],
  [/\block\s+table\b/i, 'locks a table'],
];

/** What comes between a statement's keywords is code: `${…}` may nest templates, which are statements of their own. */
export function statementsOf(file: string, source: string): readonly Statement[] {
  const found: Statement[] = [];
  const open: { start: number; text: string; depth: number }[] = [];
  for (let i = 0; i < source.length; i += 1) {
    const inside = open.at(-1);
    const inText = inside !== undefined && inside.depth === 0;
    const char = source[i] as string;
    if (char === '`' && inText) {
      open.pop();
      found.push({ file, line: source.slice(0, inside.start).split('\n').length, text: inside.text });
    } else if (char === '`') open.push({ start: i, text: '', depth: 0 });
    else if (inText && char === '\\') i += 1;
    else if (inText && char === '$' && source[i + 1] === '{') {
      inside.depth = 1;
      inside.text += '$';
      i += 1;
    } else if (inText) inside.text += char;
    else if (inside !== undefined) inside.depth += char === '{' ? 1 : char === '}' ? -1 : 0;
    else i = afterPlainText(source, i);
  }
  return found;
}

/** Steps over comments and quoted strings outside of templates, where a backtick is no template. */
function afterPlainText(source: string, i: number): number {
  const two = source.slice(i, i + 2);
  const end = (mark: string) => {
    const at = source.indexOf(mark, i + 2);
    return at < 0 ? source.length : at + mark.length - 1;
  };
  if (two === '//') return end('\n');
  if (two === '/*') return end('*/');
  if (source[i] !== "'" && source[i] !== '"') return i;
  for (let j = i + 1; j < source.length; j += 1) {
    if (source[j] === '\\') j += 1;
    else if (source[j] === source[i] || source[j] === '\n') return j;
  }
  return source.length;
}

/**
 * Whether a statement brings two bucketed tables together without their bucket. A table that stands twice (an outer
 * query and a subquery over the same) counts once; bound together are two that name the bucket in a join's condition.
 */
function joinsWithoutBucket(text: string, bucketed: readonly string[]): boolean {
  // Answers of subqueries in a select list, one number each, bring nothing together.
  const flat = text.replace(/\(\s*select\s+count\(\*\)\s+from\s+[^()]*(\([^()]*\)[^()]*)*\)/gi, '(count)');
  const read = bucketed.filter((table) =>
    new RegExp(`(\\b(from|join|using|into|update)|,)\\s+${table.replace('.', '\\.')}\\b`, 'i').test(flat),
  );
  const joined = /\bjoin\b|\busing\b|\bexists\b|\bfrom\b[^()]*,/i.test(flat) && read.length > 1;
  return joined && !/using\s*\(\s*bucket\b|\b\w+\.bucket\s*=\s*\w+\.bucket\b/i.test(flat);
}

/** What in the statements would not work on a cluster; one line each. */
export function queryBreaches(statements: readonly Statement[], bucketed: readonly string[]): readonly string[] {
  return statements.flatMap(({ file, line, text }) => {
    const banned = BANNED.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
    const reasons = joinsWithoutBucket(text, bucketed)
      ? [...banned, 'joins two bucketed tables without bucket']
      : banned;
    return reasons.map((reason) => `${file}:${line} ${reason}`);
  });
}
