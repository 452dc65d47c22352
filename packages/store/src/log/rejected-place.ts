/** A place in a list of refused events: by time received, then by id, so that no two are equal. */
export interface RejectedPlace {
  readonly receivedUs: number;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text can be the id of a refused event. */
export function isRejectedId(text: string): boolean {
  return UUID.test(text);
}

/** A place as an opaque word for addresses. */
export function writeRejectedPlace({ receivedUs, id }: RejectedPlace): string {
  return Buffer.from(JSON.stringify([receivedUs, id])).toString('base64url');
}

/** null: not a word that `writeRejectedPlace` made. */
export function readRejectedPlace(text: string): RejectedPlace | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [receivedUs, id] = value as readonly unknown[];
    if (!Number.isSafeInteger(receivedUs) || typeof id !== 'string' || !isRejectedId(id)) return null;
    return { receivedUs: receivedUs as number, id };
  } catch {
    return null;
  }
}
