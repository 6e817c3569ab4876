import type { HeaderLine } from "./client-request.js";

/** What a provider sends to a client. */
export interface ServedResponse {
  readonly status: number;
  readonly headers: Iterable<HeaderLine>;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** The client that receives it, and what the function learns of that. */
export interface Receiving {
  readonly method: string;
  /** Aborted when the client goes. */
  readonly signal: AbortSignal;
  /** Whether the function's stream is stopped when the client has gone. */
  readonly stops: boolean;
  /** Called when the function's stream has ended, for whatever reason. */
  ended(): void;
}

const NULL_BODY = new Set([204, 205, 304]);

/** Headers that belong to one connection. */
const HOP_BY_HOP = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding"];

/**
 * The Response as the client's HTTP library returns it: in chunks, without connection headers, and without a body if
 * the method or the status has none.
 *
 * @throws TypeError for a header, and RangeError for a status, that HTTP does not allow.
 */
export function toClientResponse({ status, headers, body }: ServedResponse, receiving: Receiving): Response {
  const bare = receiving.method === "HEAD" || NULL_BODY.has(status);
  // If there is a body, its sender counts it.
  const own = new Set(bare ? HOP_BY_HOP : [...HOP_BY_HOP, "content-length"]);
  const lines = new Headers();
  for (const [name, value] of headers) if (!own.has(name.toLowerCase())) lines.append(name, value);
  const response = new Response(bare || !body ? null : relay(body, receiving), { status, headers: lines });
  if (bare) body?.cancel().catch(() => {});
  if (bare || !body) receiving.ended();
  return response;
}

/** The body as it reaches a client that may go. A failure on the server's side breaks it off without a reason. */
function relay(
  body: ReadableStream<Uint8Array>,
  { signal, stops, ended }: Receiving,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const leave = async (reason: unknown) => {
    await (stops ? reader.cancel(reason) : drain(reader)).catch(() => {});
    ended();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const gone = () => {
          controller.error(signal.reason);
          void leave(signal.reason);
        };
        if (signal.aborted) gone();
        else signal.addEventListener("abort", gone, { once: true });
      },
      async pull(controller) {
        const chunk = await reader.read().catch(() => undefined);
        if (signal.aborted) return;
        if (chunk && !chunk.done) return controller.enqueue(chunk.value);
        ended();
        if (chunk) controller.close();
        else controller.error(new TypeError("The connection was closed before the body ended."));
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}

/** A function that is not told continues, and its output is dropped. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
