import { request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { createSimulator, type ServerTrigger } from "@onefn/server/simulator";
import type { Capabilities } from "onefn/provider";
import { describe, expect, it } from "vitest";
import type { ServerRuntime } from "../runtimes/server.js";
import { Child } from "./child.js";
import { nameOf, writeOptions } from "./deployed.js";
import { describeRuntime } from "./describe-runtime.js";
import { buildExample } from "./example.js";
import { type Extent, withWires } from "./extent.js";
import { realServer } from "./real-server.js";
import { ServerProcess } from "./server-process.js";

const ONE_MACHINE: Capabilities = {
  clientIp: {
    supported: false,
    reason: "Client and server stand on one machine here, so every connection comes from loopback.",
    source: "https://nodejs.org/docs/latest-v24.x/api/net.html#socketremoteaddress",
  },
};

const hello = await buildExample("hello", "server");

const CLIENTS = 100;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The example says nowhere that it listens: it is asked until it answers. */
async function listening(port: number, child: Child): Promise<void> {
  while (child.alive) {
    const answer = await ask(port, "/healthz", "localhost").catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`[onefn/runtimes] The example ended early:\n${child.lines.join("\n")}`);
}

function ask(port: number, path: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", path, headers: { host }, agent: false });
    outgoing
      .on("error", reject)
      .on("response", async (incoming) => resolve((await incoming.toArray()).join("")));
    outgoing.end();
  });
}

/** A client that takes the first piece of a stream, and goes. */
async function leave(url: URL): Promise<void> {
  const client = new AbortController();
  const response = await fetch(url, { signal: client.signal });
  await response.body?.getReader().read();
  client.abort();
}

/** Resolves when a server takes no request any more. */
async function turnedAway(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    await response?.text();
    if (response === undefined || response.status === 503) return;
  }
}

/** Registers the contract for `serve` on a runtime, and what shows in a process of its own alone. */
export function describeServer(
  runtime: ServerRuntime,
  trigger: ServerTrigger,
  { gaps = {}, extent = "all" }: { readonly gaps?: Capabilities; readonly extent?: Extent } = {},
): void {
  const server = realServer((load, { adapt = {} }) =>
    runtime.command("server.mjs", {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: writeOptions(adapt),
    }),
  );
  const simulator = createSimulator(server, trigger);
  const played = withWires(simulator, extent);
  describeRuntime(runtime.name, played, server, { ...ONE_MACHINE, ...gaps });

  describe(`${runtime.name} in its own process`, () => {
    const start = (env: Readonly<Record<string, string>> = {}) =>
      ServerProcess.start(runtime.command("server.mjs", { CONTRACT_FUNCTIONS: "http", ...env }));

    it("serves the hello example, also to a client whose Host header names no host", async () => {
      const port = await freePort();
      const { command, args, ...options } = runtime.command(hello, { PORT: `${port}`, HOST: "127.0.0.1" });
      const child = new Child(command, args, options);
      await listening(port, child);
      expect(await ask(port, "/healthz", "a b")).toBe("ok");
      expect(await ask(port, "/hello/ada", "evil.example/path")).toBe('{"hello":"ada"}');
      await child.stop();
    });

    it("finishes a stream that runs when SIGTERM arrives, and ends with code 0", async () => {
      const { url, child } = await start();
      const response = await fetch(new URL("/stream/two", url));
      const pieces: string[] = [];
      for await (const piece of response.body as ReadableStream<Uint8Array>) {
        if (pieces.length === 0) child.signal("SIGTERM");
        pieces.push(Buffer.from(piece).toString());
      }
      expect(pieces).toEqual(["first ", "last"]);
      expect(await child.ended).toBe(0);
    });

    it("finishes an upload that is under way when SIGTERM arrives, and takes nothing new meanwhile", async () => {
      const { url, child } = await start();
      let goOn = () => {};
      const rest = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const upload = fetch(new URL("/upload/1", url), {
        method: "POST",
        body: ReadableStream.from(
          (async function* () {
            yield Buffer.from("first ");
            await rest;
            yield Buffer.from("last");
          })(),
        ),
        duplex: "half",
      } as RequestInit);
      for await (const line of child.follow()) if (line.includes('\\"uploading\\"')) break;
      child.signal("SIGTERM");
      await turnedAway(url);
      goOn();
      expect(await (await upload).json()).toEqual({ size: "first last".length });
      expect(await child.ended).toBe(0);
    });

    it("cuts what is not done in time, and ends with code 1", async () => {
      const { url, child } = await start({ SHUTDOWN_TIMEOUT: "100" });
      const endless = await fetch(new URL("/endless/1", url));
      child.signal("SIGTERM");
      expect(await child.ended).toBe(1);
      await expect(endless.text()).rejects.toThrow();
    });

    it("keeps nothing of clients that leave in the middle of a stream, and stops at once when told to", async () => {
      const { url, child } = await start();
      await Promise.all(
        Array.from({ length: CLIENTS }, (_, index) => leave(new URL(`/endless/${index}`, url))),
      );
      let stopped = 0;
      for await (const line of child.follow()) {
        if (line.includes('\\"stopped\\"') && ++stopped === CLIENTS) break;
      }
      child.signal("SIGTERM");
      expect(await child.ended).toBe(0);
    });

    it("tells the address that connected, whatever a client claims", async () => {
      const { url, child } = await start();
      const headers = { "x-forwarded-for": "10.6.6.6", forwarded: "for=10.6.6.6", "x-real-ip": "10.6.6.6" };
      const response = await fetch(new URL("/client", url), { headers });
      await child.stop();
      expect(await response.json()).toMatchObject({ ip: "127.0.0.1" });
    });
  });
}
