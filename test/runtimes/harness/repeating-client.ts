import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection that sends one request over and over. Where there are many, node:http's client takes longer than the server. */
export class RepeatingClient {
  readonly #socket: Socket;
  readonly #request: string;

  private constructor(socket: Socket, request: string) {
    this.#socket = socket;
    this.#request = request;
  }

  /** @param request the whole of it, as it is written. */
  static async connect(url: URL, request: string): Promise<RepeatingClient> {
    const socket = connect(Number(url.port), url.hostname).setNoDelay().setEncoding("latin1");
    await once(socket, "connect");
    return new RepeatingClient(socket, request);
  }

  /** Sends it, and waits for an answer in order, whose length has to be known. */
  send(): Promise<void> {
    return new Promise((resolve, reject) => {
      let answer = "";
      const end = (error?: Error) => {
        this.#socket.removeAllListeners();
        if (error) reject(error);
        else resolve();
      };
      this.#socket
        .on("error", end)
        .on("close", () => end(new Error(`the server has gone: ${answer}`)))
        .on("data", (text: string) => {
          answer += text;
          const body = answer.indexOf("\r\n\r\n") + 4;
          if (body < 4) return;
          const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1];
          if (length === undefined || !answer.startsWith("HTTP/1.1 200 ")) end(new Error(answer));
          else if (answer.length >= body + Number(length)) end();
        });
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
