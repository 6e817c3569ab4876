import { Readable } from "node:stream";
import { createGzip } from "node:zlib";

/** Follows a response. */
interface Fate {
  /**
   * The client stopped reading. The stream itself is not told.
   * @see https://github.com/cloudflare/workerd/issues/5611
   */
  gone(): void;
  /** All of it was sent. */
  ended(): void;
}

/** Headers that the runtime writes itself, whatever a Response says. */
const CONNECTION = /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade)$/;

const NULL_BODY = [204, 205, 304];

/**
 * What a client reads of a Worker's Response: the runtime writes headers as UTF-8, compresses a body that claims to
 * be compressed, and ends a failed stream as if it were complete.
 */
export function leave(response: Response, method: string, fate: Fate): Response {
  const { status, statusText, body } = response;
  if (response.bodyUsed) throw new TypeError("Body has already been used.");
  const headers = new Headers({ server: "cloudflare" });
  const bare = !body || method === "HEAD" || NULL_BODY.includes(status);
  for (const [name, value] of response.headers) {
    if (!CONNECTION.test(name) && (bare || name !== "content-length")) headers.append(name, onTheWire(value));
  }
  if (bare) {
    fate.ended();
    return new Response(null, { status, statusText, headers });
  }
  const read = readWhole(body as ReadableStream<Uint8Array>, fate);
  const sent = headers.get("content-encoding") === "gzip" ? compressed(read) : read;
  return new Response(sent as ReadableStream<Uint8Array<ArrayBuffer>>, { status, statusText, headers });
}

/**
 * What a client reads when a Worker threw.
 * @see https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1101/
 */
export function worker1101(): Response {
  return new Response("error code: 1101", { status: 500, headers: { server: "cloudflare" } });
}

function onTheWire(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
}

function readWhole(body: ReadableStream<Uint8Array>, { gone, ended }: Fate): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await reader.read().catch(() => undefined);
        if (piece?.value) return controller.enqueue(piece.value);
        ended();
        controller.close();
      },
      cancel: gone,
    },
    { highWaterMark: 0 },
  );
}

function compressed(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const packed = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]).pipe(createGzip());
  return Readable.toWeb(packed) as ReadableStream<Uint8Array>;
}
