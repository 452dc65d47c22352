/** Why the embedded PostgreSQL could not be had; `code` is for programs, the message for people. */
export type EmbeddedErrorCode =
  | 'unsupported-platform'
  | 'programs-missing'
  | 'no-server-user'
  | 'closed-folder'
  | 'state-unreadable'
  | 'state-busy'
  | 'not-a-data-folder'
  | 'other-version'
  | 'password-missing'
  | 'initdb-failed'
  | 'start-failed'
  | 'stop-failed';

export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a system or SQL error (`ENOENT`, `57P03`), or undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
