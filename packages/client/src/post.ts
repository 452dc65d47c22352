import { readAnswer, type Answer } from './answer.ts';
import type { Settings } from './options.ts';
import { after } from './timers.ts';

/** Smaller bodies fit one packet or two, whatever is done to them. */
const GZIP_FROM_BYTES = 1024;

interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding?: 'gzip';
}

async function encode(text: string, mayGzip: boolean): Promise<Body> {
  const bytes = new TextEncoder().encode(text);
  // Some edge runtimes have no CompressionStream.
  if (!mayGzip || bytes.length < GZIP_FROM_BYTES || typeof CompressionStream !== 'function') return { bytes };
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return { bytes: new Uint8Array(await new Response(stream).arrayBuffer()), encoding: 'gzip' };
}

function failure(error: unknown, timeoutMs: number, isTimeout: boolean): Answer {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  const detail = isTimeout
    ? `no answer within ${timeoutMs} ms`
    : `the server can't be reached: ${[message, cause?.message].filter(Boolean).join(': ')}`;
  return { kind: 'retry', problem: { type: isTimeout ? 'timeout' : 'network', detail }, retryAfterMs: 0 };
}

/** One try to send a batch of `count` events. It never rejects; `controller` ends it early. */
export async function post(
  settings: Settings,
  batch: string,
  count: number,
  controller: AbortController,
): Promise<Answer> {
  let isTimeout = false;
  const timer = after(settings.timeoutMs, () => {
    isTimeout = true;
    controller.abort();
  });
  try {
    const { bytes, encoding } = await encode(batch, settings.gzip);
    const response = await settings.fetch(settings.endpoint, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${settings.key}`,
        'content-type': 'application/cloudevents-batch+json',
        ...(encoding && { 'content-encoding': encoding }),
      },
      body: bytes,
      // A redirected POST may become a GET, and takes the key to whoever asked for it.
      redirect: 'manual',
      signal: controller.signal,
    });
    // Within the time limit too: headers alone are no receipt.
    return readAnswer(response, await response.text(), count, Date.now());
  } catch (error) {
    return failure(error, settings.timeoutMs, isTimeout);
  } finally {
    clearTimeout(timer);
  }
}
