/** Until sign-in exists, whoever reaches the dashboard reads everything: so only this machine may. */

/** True where an address to listen on is this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

/**
 * True where a `Host` header names this machine. Any other name that resolves here belongs to a page elsewhere
 * that reads through the visitor's browser (DNS rebinding).
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:[\]]+)(:\d{1,5})?$/i.exec(host ?? '');
  return match?.[1] !== undefined && isLoopbackAddress(match[1]);
}
