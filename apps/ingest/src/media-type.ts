export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  readonly charset: string | null;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const ESSENCE = new RegExp(`^\\s*(${TOKEN}/${TOKEN})\\s*(?:;|$)`);
const CHARSET = new RegExp(`;\\s*charset=(?:"([^"]*)"|(${TOKEN}))`, 'i');

/** Reads a `Content-Type` (RFC 9110, 8.3); null where it is none. */
export function parseMediaType(text: string): MediaType | null {
  const essence = ESSENCE.exec(text)?.[1]?.toLowerCase();
  if (essence === undefined) return null;
  const [, quoted, plain] = CHARSET.exec(text) ?? [];
  return { essence, charset: (quoted ?? plain)?.toLowerCase() ?? null };
}
