import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { isLoopbackHost } from '../serving/loopback.ts';
import { logError } from '#lib/server/log.ts';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** `server.ts` refuses foreign hosts before this; here it also holds where Vite serves. */
export const handle: Handle = async ({ event, resolve }) => {
  if (!isLoopbackHost(event.url.host)) return new Response('refused host\n', { status: 421 });
  const response = await resolve(event, { preload: ({ type }) => type !== 'asset' });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (response.headers.get('content-type')?.startsWith('text/html')) response.headers.set('cache-control', 'no-store');
  return response;
};

/** Readers are told that it failed, and the log how; nothing of the inside goes into a page. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return {};
  if (kind !== 'unknown') return error.status === 404 ? { message: 'This page does not exist.' } : {};
  logError(error, { method: event.request.method, path: event.url.pathname });
  return { message: 'Something failed here, and was written to the log.' };
};
