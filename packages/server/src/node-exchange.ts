import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "./exchange.js";
import { goneSignal, headerOf, headersOf, type NodeCall, peerOf } from "./node-call.js";
import type { NodePlatform } from "./platform.js";

/** One request that node:http received, and its response. */
export class NodeExchange implements Exchange, NodeCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  awaitsContinue: boolean;

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) {
    this.request = request;
    this.response = response;
    this.awaitsContinue = awaitsContinue;
  }

  get peer(): string | undefined {
    return peerOf(this.request);
  }

  get gone(): AbortSignal {
    return goneSignal(this.response);
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
