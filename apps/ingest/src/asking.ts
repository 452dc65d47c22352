import type { Asking } from '@finest-hour/store';
import type { Context } from 'hono';
import type { IngestEnv } from './authorize.ts';
import type { IngestDeps } from './deps.ts';

/** Who asks, for the audit: the key of the request, now. */
export function askingOf({ nowUs }: IngestDeps, context: Context<IngestEnv>): Asking {
  const { name, id } = context.get('key');
  return { actor: `key ${name} (${id})`, nowUs: nowUs() };
}
