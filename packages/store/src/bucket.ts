import { hash } from 'node:crypto';
import type { Family } from '@finest-hour/events';

/** Streams are spread over this many buckets; a cluster distributes by them. */
export const BUCKETS = 1024;

/**
 * Bucket of a stream: stored once with its rows, first in every key. From the hash's first two bytes, read as text: a buffer
 * costs several times as much as the hash, and remembering buckets as much as asking again.
 */
export function bucketOf(family: Family, subject: string): number {
  return Number.parseInt(hash('sha256', `${family}\0${subject}`, 'hex').slice(0, 4), 16) % BUCKETS;
}

/** Buckets from first to last, both included. */
export interface BucketSpan {
  readonly first: number;
  readonly last: number;
}

export const ALL_BUCKETS: BucketSpan = { first: 0, last: BUCKETS - 1 };
