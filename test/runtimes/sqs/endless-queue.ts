import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** As much of SQS as a poller asks for, with as many messages as it is told to have. */
export class EndlessQueue {
  readonly #server: Server;
  readonly #message: object;
  #left = 0;
  #undeleted = 0;
  #number = 0;
  #done = () => {};

  private constructor(server: Server, Body: string) {
    this.#server = server;
    this.#message = {
      Body,
      MD5OfBody: createHash("md5").update(Body).digest("hex"),
      Attributes: { ApproximateReceiveCount: "1", SentTimestamp: "1767225600000" },
    };
    server.on("request", async (request, response) => {
      const action = `${request.headers["x-amz-target"]}`.replace("AmazonSQS.", "");
      const answer = await this.#answer(action, (await json(request)) as never);
      response.setHeader("content-type", "application/x-amz-json-1.0");
      response.end(JSON.stringify(answer));
    });
  }

  static async start(body: string): Promise<EndlessQueue> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new EndlessQueue(server, body);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Has so many messages, and resolves when all of them are deleted. */
  give(count: number): Promise<void> {
    this.#left = count;
    this.#undeleted = count;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(action: string, { Entries = [] }: { readonly Entries?: { Id: string }[] }): Promise<object> {
    if (action === "GetQueueAttributes") return { Attributes: { VisibilityTimeout: "30" } };
    if (action === "DeleteMessageBatch") {
      this.#undeleted -= Entries.length;
      if (this.#undeleted === 0) this.#done();
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    }
    if (this.#left === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const count = Math.min(10, this.#left);
    this.#left -= count;
    const Messages = Array.from({ length: count }, () => {
      const MessageId = `${this.#number++}`;
      return { ...this.#message, MessageId, ReceiptHandle: MessageId };
    });
    return { Messages };
  }
}
