import { readReadiness } from '#lib/server/data.ts';

/** The database answers and its schema is current. What waits for a worker is told, and fails nothing. */
export const GET = async (): Promise<Response> => {
  const state = await readReadiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
