import type { IncomingMessage, ServerResponse } from "node:http";

/** A request of node:http, and the response that answers it. */
export interface NodeCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client waits with its body for `100 Continue`. */
  awaitsContinue: boolean;
  /** Told of an answer that is a stream. @param end ends it in order. */
  streams?(end: () => void, type: string | undefined): void;
}

/** node:http drops repeated headers of several names, and its objects have names of their own: the raw list has not. */
export function headerOf({ rawHeaders }: IncomingMessage, name: string): string | null {
  let found: string | null = null;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const key = rawHeaders[index] as string;
    if (key.length !== name.length || key.toLowerCase() !== name) continue;
    const value = rawHeaders[index + 1] as string;
    found = found === null ? value : `${found}${name === "cookie" ? "; " : ", "}${value}`;
  }
  return found;
}

/** All headers in the client's order, names in lower case. */
export function* headersOf({ rawHeaders }: IncomingMessage): Iterable<readonly [string, string]> {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    yield [(rawHeaders[index] as string).toLowerCase(), rawHeaders[index + 1] as string];
  }
}

/** The address that connected. */
export function peerOf({ socket }: IncomingMessage): string | undefined {
  return plainAddress(socket.remoteAddress);
}

/** Fires when the client has gone before its answer was written. */
export function goneSignal(response: ServerResponse): AbortSignal {
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

/** IPv4 clients of a socket that listens on IPv6 too have addresses such as `::ffff:192.0.2.1`. */
export function plainAddress(address: string | undefined): string | undefined {
  return address?.startsWith("::ffff:") ? address.slice(7) : address;
}
