/** Node's names for a server that does not answer. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // a Unix socket that is gone
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

// PostgreSQL: connection, resources, operator intervention, lock timeout, serialization, read-only after a failover.
const SQL_STATES = /^(08...|53...|57...|55P03|40001|40P01|25006)$/;

// What pg throws without a code.
const MESSAGES =
  /^(connection terminated|timeout exceeded when trying to connect|client has encountered a connection error)/i;

/** Whether an error says that the database cannot be reached or is too busy, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (NETWORK_CODES.has(code) || SQL_STATES.test(code) || MESSAGES.test(error.message)) return true;
  return isUnavailable(error.cause);
}
