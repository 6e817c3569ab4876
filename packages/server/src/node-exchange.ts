import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "./exchange.js";
import type { NodePlatform } from "./platform.js";

/** One request that node:http received, and its response. */
export class NodeExchange implements Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client waits with its body for `100 Continue`. */
  awaitsContinue: boolean;
  #gone: AbortSignal | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) {
    this.request = request;
    this.response = response;
    this.awaitsContinue = awaitsContinue;
  }

  get method(): string {
    return this.request.method as string;
  }

  /** IPv4 clients of a socket that listens on IPv6 too have addresses such as `::ffff:192.0.2.1`. */
  get peer(): string | undefined {
    const address = this.request.socket.remoteAddress;
    return address?.startsWith("::ffff:") ? address.slice(7) : address;
  }

  get gone(): AbortSignal {
    this.#gone ??= closed(this.response);
    return this.#gone;
  }

  get platform(): NodePlatform {
    return { wire: "node", request: this.request, response: this.response };
  }

  /** node:http drops repeated headers of several names, and its objects have names of their own: the raw list has not. */
  header(name: string): string | null {
    const { rawHeaders } = this.request;
    let found: string | null = null;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const key = rawHeaders[index] as string;
      if (key.length !== name.length || key.toLowerCase() !== name) continue;
      const value = rawHeaders[index + 1] as string;
      found = found === null ? value : `${found}${name === "cookie" ? "; " : ", "}${value}`;
    }
    return found;
  }

  *headers(): Iterable<readonly [string, string]> {
    const { rawHeaders } = this.request;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      yield [(rawHeaders[index] as string).toLowerCase(), rawHeaders[index + 1] as string];
    }
  }
}

function closed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableFinished) {
      controller.abort(new DOMException("The client closed the connection.", "AbortError"));
    }
  };
  if (response.destroyed) abort();
  else response.once("close", abort);
  return controller.signal;
}
