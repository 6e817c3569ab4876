/** A request as a client sends it: its bytes, and whether it tells their number before the end. */
export interface SentRequest {
  readonly request: Request;
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** Whether the body came from a stream, whose length is not known before its end. */
  readonly streamed: boolean;
}

/**
 * The request that a client sends. Text, bytes, a Blob, URLSearchParams and FormData have a length, which clients send; a
 * stream has none, and is sent in chunks. A Request does not tell what its body was made of, but the Fetch standard gives
 * those bodies a stream of bytes, and any other stream is the caller's own.
 *
 * @see https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 */
export async function toSend(given: Request): Promise<SentRequest> {
  const copy = given.clone();
  if (!given.body) return { request: copy, body: null, streamed: false };
  const streamed = !isByteStream(copy.body as ReadableStream) && !given.headers.has("content-length");
  const body = new Uint8Array(await copy.arrayBuffer());
  const init = { body: streamed ? inChunks(body) : body, duplex: "half", headers: given.headers };
  const request = new Request(given.clone(), init as RequestInit);
  return { request, body, streamed };
}

function isByteStream(stream: ReadableStream): boolean {
  try {
    stream.getReader({ mode: "byob" }).releaseLock();
    return true;
  } catch {
    return false;
  }
}

/** In two at least, because the length of a single one would be known. */
function inChunks(body: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  const half = Math.ceil(body.length / 2);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body.subarray(0, half));
      controller.enqueue(body.subarray(half));
      controller.close();
    },
  });
}
