import { hash } from 'node:crypto';
import type { Family } from '@finest-hour/events';

/** Streams are spread over this many buckets; a cluster distributes by them. */
export const BUCKETS = 1024;

/** Those asked for last: a batch asks for each of its streams several times, and hashing costs more than looking up. */
const remembered = new Map<string, number>();
const MAX_REMEMBERED = 10_000;

/** Bucket of a stream: stored once with its rows, first in every key. */
export function bucketOf(family: Family, subject: string): number {
  const name = `${family}\0${subject}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const bucket = hash('sha256', name, 'buffer').readUInt16BE(0) % BUCKETS;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(name, bucket);
  return bucket;
}

/** Buckets from first to last, both included. */
export interface BucketSpan {
  readonly first: number;
  readonly last: number;
}

export const ALL_BUCKETS: BucketSpan = { first: 0, last: BUCKETS - 1 };
