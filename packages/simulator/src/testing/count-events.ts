// A thread that counts the events of a simulation of this size, without keeping them.
import { parentPort, workerData } from 'node:worker_threads';
import { simulate } from '../simulate.ts';

const { scale } = workerData as { readonly scale: number };
let count = 0;
for (const batch of simulate({ scale }).batches()) count += batch.length;
parentPort?.postMessage(count);
