import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A client's request. */
export interface Visit {
  readonly url: URL;
  /** The beginning of a body, the rest of which never comes. */
  readonly upload?: string;
  /** Whether it takes what comes. */
  readonly reads: boolean;
}

/** A client that goes away before its answer's end, or its own. */
export class LeavingClient {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async come({ url, upload, reads }: Visit): Promise<LeavingClient> {
    const socket = connect(Number(url.port), url.hostname);
    // A server may be quicker to close than its client is.
    socket.on("error", () => {});
    if (reads) socket.resume();
    await once(socket, "connect");
    const method = upload === undefined ? "GET" : "POST";
    const length = upload === undefined ? 0 : upload.length + 1;
    socket.write(
      `${method} ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: ${length}\r\n\r\n`,
    );
    if (upload !== undefined) socket.write(upload);
    return new LeavingClient(socket);
  }

  /** @param how in order, or as when a connection is lost. */
  async leave(how: "destroy" | "resetAndDestroy"): Promise<void> {
    const closed = once(this.#socket, "close");
    this.#socket[how]();
    await closed;
  }
}
