import { Buffer } from "node:buffer";
import { type ArrivingBody, type Decoding, HttpError } from "onefn/provider";
import type { NodeCall } from "../node-call.js";
import { interrupted } from "./interrupted.js";

/** Bytes that a stream holds before the client has to wait. */
const BUFFERED = 65_536;

const TOO_LATE =
  "The answer has been sent, and the body is gone. Begin to read it before the handler answers.";

/** A request's body on Node. Its size is watched while it arrives: a chunked one does not announce it. */
export class NodeBody implements ArrivingBody {
  readonly #call: NodeCall;
  readonly #decoding: Pick<Decoding, "bodyLimit">;

  constructor(call: NodeCall, decoding: Pick<Decoding, "bodyLimit">) {
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
        // As that of Node's own Request is.
        type: "bytes",
        start: (controller) => {
          stop = this.#receive({
            chunk: (bytes) => {
              // A copy: the stream takes the memory of what it is given, and node:http's chunks share theirs.
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
   * Listens until the end; the returned function gives up before. The rest is then read and dropped, as node:http
   * does with bodies that nobody reads: a client that is still sending may not look for its answer.
   */
  #receive(to: Receiver): () => void {
    const { request, response } = this.#call;
    let size = 0;
    const onData = (bytes: Buffer) => {
      size += bytes.length;
      // The limit is that of the function, which may be found after the reading has begun.
      if (size <= this.#decoding.bodyLimit) return to.chunk(bytes);
      stop();
      to.fail(new HttpError(413, "Content Too Large"));
    };
    // Every request closes at last; one that has ended has not failed.
    const onClose = () => {
      if (!request.readableEnded) to.fail(interrupted(request.errored));
    };
    const stop = () => {
      request.off("data", onData).off("end", to.end).off("close", onClose);
      request.resume();
    };
    // node:http drops what nobody has begun to read by then: what still comes would pass for the whole.
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
