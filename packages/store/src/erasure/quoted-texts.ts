const QUOTED = /"(?:[^"\\]|\\.)*"/gs;
const BARE = /[^\s,:;{}[\]"']+/g;

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/**
 * Every text that a payload may have as an id: what stands in quotes, with escapes resolved; and where it is no JSON, the
 * words between, too.
 */
export function textsIn(payload: string): ReadonlySet<string> {
  const texts = new Set((payload.match(QUOTED) ?? []).map(unquoted));
  try {
    JSON.parse(payload);
  } catch {
    for (const word of payload.match(BARE) ?? []) texts.add(word);
  }
  return texts;
}
