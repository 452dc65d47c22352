import type { RequestEvent } from '@sveltejs/kit';
import { scrape } from '#lib/server/observe.ts';

/** For Prometheus: how requests and the workers get on. */
export const GET = ({ request }: RequestEvent): Promise<Response> => scrape(request);
