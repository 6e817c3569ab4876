import { Buffer } from "node:buffer";
import { type ArrivingBody, type Call, HttpError } from "onefn/provider";
import type { NodeCall } from "../node-call.js";

/** The number of bytes that a stream buffers before the client must wait. */
const BUFFERED = 65_536;

const TOO_LATE = "The response was sent, and the body is gone. Start reading it before the handler returns.";

/** A request's body on Node. Bytes are counted as they arrive: a chunked body does not announce its size. */
export class NodeBody implements ArrivingBody {
  readonly #call: NodeCall;
  readonly #decoding: Pick<Call, "bodyLimit">;

  constructor(call: NodeCall, decoding: Pick<Call, "bodyLimit">) {
    this.#call = call;
    this.#decoding = decoding;
  }

  bytes(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      this.#receive({
        chunk: (bytes) => void chunks.push(bytes),
        end: () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
        fail: reject,
      });
    });
  }

  stream(): ReadableStream<Uint8Array> {
    const { request } = this.#call;
    let stop = () => {};
    return new ReadableStream(
      {
        // Like that of Node's own Request.
        type: "bytes",
        start: (controller) => {
          stop = this.#receive({
            chunk: (bytes) => {
              // A copy: the stream takes over the memory of its chunks, and node:http's chunks share theirs.
              controller.enqueue(new Uint8Array(bytes));
              if ((controller.desiredSize ?? 0) <= 0) request.pause();
            },
            end: () => {
              controller.close();
              controller.byobRequest?.respond(0);
            },
            fail: (error) => controller.error(error),
          });
        },
        pull: () => void request.resume(),
        cancel: () => stop(),
      },
      { highWaterMark: BUFFERED },
    );
  }

  /**
   * Listens until the end; the returned function stops earlier. The rest is then read and dropped, as node:http does
   * with unread bodies: a client that is still sending may not read its response.
   */
  #receive(to: Receiver): () => void {
    const { request, response } = this.#call;
    let size = 0;
    const onData = (bytes: Buffer) => {
      size += bytes.length;
      // The limit belongs to the function, which may be chosen after reading has begun.
      if (size <= this.#decoding.bodyLimit) return to.chunk(bytes);
      stop();
      to.fail(new HttpError(413, "Content Too Large"));
    };
    // Every request closes eventually. One that has ended did not fail.
    const onClose = () => {
      if (!request.readableEnded) to.fail(interrupted(request.errored));
    };
    const stop = () => {
      request.off("data", onData).off("end", to.end).off("close", onClose);
      request.resume();
    };
    // node:http drops bodies that nobody has started to read by then; the remainder would look complete.
    if (response.writableFinished) to.fail(new TypeError(TOO_LATE));
    else if (request.destroyed) to.fail(interrupted(request.errored));
    else {
      this.#askForBody();
      request.on("data", onData).on("end", to.end).on("close", onClose);
    }
    return stop;
  }

  #askForBody(): void {
    if (!this.#call.awaitsContinue) return;
    this.#call.awaitsContinue = false;
    this.#call.response.writeContinue();
  }
}

interface Receiver {
  readonly chunk: (bytes: Buffer) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/** The error of a body whose client has gone. */
export function interrupted(cause: unknown): DOMException {
  return new DOMException("The client closed the connection before its body arrived.", {
    name: "AbortError",
    cause,
  });
}
