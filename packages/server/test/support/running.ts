import { connect, type Socket } from "node:net";
import { type HttpFunction, http } from "onefn";
import { ADAPT_OPTIONS } from "onefn/provider";
import { onTestFinished } from "vitest";
import { type AdaptOptions, adapt, type ServeOptions, serve } from "../../src/index.js";

/** A server on a free port of loopback, stopped when the test is over. */
export async function running(
  functions: HttpFunction | Record<string, HttpFunction>,
  options: AdaptOptions & ServeOptions = {},
) {
  // Each of the two refuses what belongs to the other.
  const having = (isAdapts: boolean) =>
    Object.fromEntries(Object.entries(options).filter(([name]) => name in ADAPT_OPTIONS === isAdapts));
  const server = await serve(adapt(functions, { log: () => {}, ...having(true) }), {
    port: 0,
    hostname: "127.0.0.1",
    signals: false,
    shutdownTimeout: 1_000,
    ...having(false),
  });
  onTestFinished(async () => {
    server.node?.closeAllConnections();
    await server.close();
  });
  return server;
}

/** Writes bytes to a server as they are, and collects what it answers. */
export function rawClient(url: string): RawClient {
  return new RawClient(connect(Number(new URL(url).port), "127.0.0.1"));
}

class RawClient {
  readonly socket: Socket;
  received = "";
  #changed: () => void = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes) => {
      this.received += bytes.toString("latin1");
      this.#changed();
    });
    socket.on("close", () => this.#changed());
    socket.on("error", () => {});
    onTestFinished(() => void socket.destroy());
  }

  write(...lines: string[]): void {
    this.socket.write(lines.join("\r\n"));
  }

  /** Resolves when the server has sent `text`; rejects when it closes the connection before. */
  async until(text: string): Promise<string> {
    await this.#when(() => this.received.includes(text) || this.socket.closed);
    if (!this.received.includes(text)) throw new Error(`closed before ${JSON.stringify(text)} came`);
    return this.received;
  }

  async closed(): Promise<string> {
    await this.#when(() => this.socket.closed);
    return this.received;
  }

  async #when(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }
}

/** A function that says what it saw of its request. */
export const mirror = http(async (request, context) => {
  const { method, url } = request;
  const { ip } = context.client;
  const { requestId, trace, provider, runtime } = context;
  const body = await request.text();
  return Response.json({ method, url, body, ip, requestId, trace, provider, runtime });
});

/** A promise and the function that settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
