/** Alive, whatever else is away. */
export const GET = (): Response => Response.json({ alive: true }, { headers: { 'cache-control': 'no-store' } });
