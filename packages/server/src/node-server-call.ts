import type { IncomingMessage, ServerResponse } from "node:http";
import { goneSignal, headerOf, headersOf, type NodeCall, peerOf } from "./node-call.js";
import type { NodePlatform } from "./platform.js";
import type { ServerCall } from "./server-call.js";
import { isEventStream, StopNotice } from "./stop-notice.js";
import type { Work } from "./work.js";

/** One request that node:http received, and its response. */
export class NodeServerCall implements ServerCall, NodeCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  awaitsContinue: boolean;
  readonly #work: Work;
  #notice: StopNotice | undefined;
  #gone: AbortSignal | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean, work: Work) {
    this.request = request;
    this.response = response;
    this.awaitsContinue = awaitsContinue;
    this.#work = work;
  }

  get peer(): string | undefined {
    return peerOf(this.request);
  }

  get gone(): AbortSignal {
    if (!this.#gone) {
      this.#gone = goneSignal(this.response);
      this.#releaseLater();
    }
    return this.#gone;
  }

  get signal(): AbortSignal {
    return this.response.closed ? this.gone : this.#getNotice().signal;
  }

  streams(end: () => void, type: string | undefined): void {
    this.#getNotice().streams(isEventStream(type) ? end : undefined);
  }

  #getNotice(): StopNotice {
    if (!this.#notice) {
      this.#notice = new StopNotice(this);
      this.#work.notify(this.#notice);
      this.#releaseLater();
    }
    return this.#notice;
  }

  /** What has ended holds no signal that can still fire: docs/decisions/signals.md. */
  #releaseLater(): void {
    this.response.once("close", () => {
      if (this.#notice) this.#work.forget(this.#notice);
      this.#notice = undefined;
      if (!this.#gone?.aborted) this.#gone = undefined;
    });
  }

  get platform(): NodePlatform {
    return { wire: "node", request: this.request, response: this.response };
  }

  header(name: string): string | null {
    return headerOf(this.request, name);
  }

  headers(): Iterable<readonly [string, string]> {
    return headersOf(this.request);
  }
}
