import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { isLoopbackHost } from '../serving/loopback.ts';
import { logFailure, observe, startObserving } from '#lib/server/observe.ts';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

export const init: ServerInit = startObserving;

/** `server.ts` refuses foreign hosts before this; here it also holds where Vite serves. */
export const handle: Handle = async ({ event, resolve }) => {
  if (!isLoopbackHost(event.url.host)) return new Response('refused host\n', { status: 421 });
  const response = await observe(event, async () => resolve(event, { preload: ({ type }) => type !== 'asset' }));
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (response.headers.get('content-type')?.startsWith('text/html')) response.headers.set('cache-control', 'no-store');
  return response;
};

/** Readers are told that it failed, and the log how; nothing of the inside goes into a page. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return {};
  if (kind !== 'unknown') return error.status === 404 ? { message: 'This page does not exist.' } : {};
  logFailure(error, event);
  return { message: 'Something failed here, and was written to the log.' };
};
