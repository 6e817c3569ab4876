import { Writable } from "node:stream";
import { STREAM_LIMIT } from "./limits.js";

/** The stream that a handler writes to, and its fate. */
export interface ResponseStream {
  /** What the handler receives: an object with a `Writable`'s members that is not a `Writable`, as in Lambda. */
  readonly facade: object;
  /** Settles when something was written, or the stream ended or failed. */
  readonly begun: Promise<unknown>;
  /** Settles when the stream has ended; rejects if it was destroyed. */
  readonly ended: Promise<unknown>;
  readonly contentType: () => string;
  readonly body: ReadableStream<Uint8Array>;
  /** Breaks the body off after what was written. */
  fail(error: Error): void;
}

/** The number of pending bytes at which `write` returns false. */
const HIGH_WATER_MARK = 16 * 1024;

/** The stream that Lambda's runtime passes to a handler. It continues when the client reads, or has gone. */
export function createResponseStream(): ResponseStream {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const sink = new Sink(begin);
  const ended = new Promise((resolve, reject) => {
    sink.once("finish", resolve);
    sink.once("error", reject);
    sink.once("close", () => reject(new Error("The response stream was destroyed.")));
  });
  ended.then(begin, begin);
  return {
    facade: facadeOf(sink),
    begun,
    ended,
    contentType: () => sink.contentType,
    body: sink.body,
    fail: (error) => sink.fail(error),
  };
}

class Sink extends Writable {
  contentType = "application/octet-stream";
  /** Set by `HttpResponseStream.from`: writes the prelude. */
  _onBeforeFirstWrite: ((write: (chunk: string | Uint8Array) => void) => void) | undefined;
  readonly body: ReadableStream<Uint8Array>;
  readonly #begin: () => void;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #written = false;
  #size = 0;
  #wanted = false;
  #gone = false;
  #failure: Error | undefined;
  #waiting: (() => void) | undefined;

  constructor(begin: () => void) {
    super({ highWaterMark: HIGH_WATER_MARK });
    this.#begin = begin;
    this.body = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => {
          this.#wanted = true;
          this.#goOn();
        },
        // Lambda continues when the client has gone; later writes are lost.
        cancel: () => {
          this.#gone = true;
          this.#goOn();
        },
      },
      { highWaterMark: 0 },
    );
  }

  setContentType(contentType: string): void {
    if (this.#written) throw new Error("Cannot set content-type, too late.");
    this.contentType = contentType;
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    const first = !this.#written;
    this.#written = true;
    if (first) this._onBeforeFirstWrite?.((each) => super.write(each));
    const bytes = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return super.write(bytes, ...(rest as []));
  }

  override _write(chunk: Uint8Array, _: BufferEncoding, done: (error?: Error) => void): void {
    this.#begin();
    this.#size += chunk.length;
    if (this.#size > STREAM_LIMIT) {
      done(new Error(`The response has more than ${STREAM_LIMIT} bytes.`));
      return;
    }
    this.#waiting = () => {
      if (chunk.length > 0 && !this.#gone) {
        this.#wanted = false;
        this.#controller.enqueue(new Uint8Array(chunk));
      }
      done();
    };
    if (chunk.length === 0) this.#release();
    else this.#goOn();
  }

  #goOn(): void {
    if (this.#wanted || this.#gone) this.#release();
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }

  /** The runtime ends the stream with the error in its trailers: what was already written arrives. */
  fail(error: Error): void {
    if (this.writableEnded || this.destroyed) return;
    this.#failure = error;
    this.end();
  }

  override _final(done: () => void): void {
    if (!this.#gone && this.#failure) this.#controller.error(this.#failure);
    else if (!this.#gone) this.#controller.close();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished && !this.#gone) {
      this.#controller.error(error ?? new Error("The response stream was destroyed."));
    }
    done(error);
  }
}

const METHODS = [
  "write",
  "end",
  "destroy",
  "cork",
  "uncork",
  "setContentType",
  "addListener",
  "on",
  "once",
  "off",
  "prependListener",
  "prependOnceListener",
  "removeListener",
  "removeAllListeners",
  "setMaxListeners",
  "getMaxListeners",
  "listeners",
  "rawListeners",
  "listenerCount",
  "eventNames",
  "emit",
] as const;

const PROPERTIES = [
  "destroyed",
  "writable",
  "writableEnded",
  "writableFinished",
  "writableNeedDrain",
  "writableHighWaterMark",
  "writableLength",
  "writableCorked",
  "writableObjectMode",
] as const;

/** The members that Lambda's runtime exposes, without a prototype. */
function facadeOf(sink: Sink): object {
  const facade = {};
  for (const method of METHODS) {
    Object.defineProperty(facade, method, {
      value: sink[method].bind(sink),
      enumerable: true,
      writable: true,
    });
  }
  for (const property of PROPERTIES) {
    Object.defineProperty(facade, property, { get: () => sink[property], enumerable: true });
  }
  return Object.defineProperty(facade, "_onBeforeFirstWrite", {
    set(hook: Sink["_onBeforeFirstWrite"]) {
      sink._onBeforeFirstWrite = hook;
    },
  });
}
