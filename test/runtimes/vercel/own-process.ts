import { describe, expect, it } from "vitest";
import { type ServerCommand, ServerProcess } from "../harness/server-process.js";

/** Clients that go away. */
const CLIENTS = 50;

/** What a way of serving Vercel's functions has to do beyond the contract. */
export interface Served {
  /** Serves examples/hello. */
  readonly hello: ServerCommand;
  /** Serves the contract's functions. */
  readonly contract: ServerCommand;
}

/** Registers what holds for a process of its own beyond the contract. */
export function describeOwnProcess(name: string, { hello, contract }: Served): void {
  describe(`${name} in its own process`, () => {
    it("serves the hello example, and its stream piece by piece", async () => {
      const { url, child } = await ServerProcess.start(hello);
      const headers = forwarded(url);
      const answer = await fetch(new URL("/hello/ada", url), { headers });
      expect([answer.status, await answer.json()]).toEqual([200, { hello: "ada" }]);
      const stream = await fetch(new URL("/countdown/2", url), { headers });
      const pieces: string[] = [];
      for await (const piece of stream.body as ReadableStream<Uint8Array>)
        pieces.push(Buffer.from(piece).toString());
      expect(pieces).toEqual(["2\n", "1\n", "go\n"]);
      await child.stop();
    });

    it("outlives clients that go away in mid-stream, and brings each of their streams to an end", async () => {
      const { url, child } = await ServerProcess.start(contract);
      const headers = forwarded(url);
      const leave = async (id: number) => {
        const client = new AbortController();
        const { signal } = client;
        const answer = await fetch(new URL(`/endless/${id}`, url), { headers, signal });
        await (answer.body as ReadableStream<Uint8Array>).getReader().read();
        client.abort();
      };
      await Promise.all(Array.from({ length: CLIENTS }, (_, id) => leave(id)));
      const stopped = new Set<string>();
      for await (const line of child.follow()) {
        const id = /"stopped\\":\\"(\d+)/.exec(line)?.[1];
        if (id !== undefined) stopped.add(id);
        if (stopped.size === CLIENTS) break;
      }
      expect(stopped.size).toBe(CLIENTS);
      expect((await fetch(new URL("/answer/text", url), { headers })).status).toBe(200);
      await child.stop();
    });
  });
}

/** What Vercel's proxy tells of a URL, and its runtimes rely on. */
function forwarded(url: string) {
  const { host, port } = new URL(url);
  return { "x-forwarded-proto": "http", "x-forwarded-host": host, "x-forwarded-port": port };
}
