export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  readonly charset: string | null;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const ESSENCE = new RegExp(`^\\s*(${TOKEN}/${TOKEN})\\s*(?:;|$)`);
// One parameter after the other, so that what looks like one inside of quotes is none.
const PARAMETER = new RegExp(`;\\s*(?:(${TOKEN})=(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*)?`, 'g');

/** Reads a `Content-Type` (RFC 9110, 8.3); null where it is none. */
export function parseMediaType(text: string): MediaType | null {
  const essence = ESSENCE.exec(text)?.[1]?.toLowerCase();
  if (essence === undefined) return null;
  const charset = text.matchAll(PARAMETER).find(([, name]) => name?.toLowerCase() === 'charset');
  return { essence, charset: (charset?.[2] ?? charset?.[3])?.toLowerCase() ?? null };
}
