import { problem } from '#lib/server/problem.ts';

/** Whatever asks under `/api` gets an answer that a program can read. */
export const fallback = ({ url }: { url: URL }): Response =>
  problem(404, 'not found', { detail: `no such address: ${url.pathname}` });
