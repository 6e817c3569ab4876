import { createSimulator } from "@onefn/server/simulator";
import type { Capabilities } from "onefn/provider";
import { describe, expect, it } from "vitest";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { realServer } from "./harness/real-server.js";
import { ServerProcess } from "./harness/server-process.js";
import { nodeServers } from "./runtimes/server.js";

const ONE_MACHINE: Capabilities = {
  clientIp: {
    supported: false,
    reason: "Client and server stand on one machine here, so every connection comes from loopback.",
    source: "https://nodejs.org/docs/latest-v24.x/api/net.html#socketremoteaddress",
  },
};

for (const runtime of nodeServers) {
  const server = realServer((load, { adapt = {} }) =>
    runtime.command("server.mjs", {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: JSON.stringify(adapt),
    }),
  );
  describeRuntime(runtime.name, createSimulator(server), server, ONE_MACHINE);

  describe(`${runtime.name} in its own process`, () => {
    const start = () => ServerProcess.start(runtime.command("server.mjs", { CONTRACT_FUNCTIONS: "http" }));

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

    it("tells the address that connected, whatever a client claims", async () => {
      const { url, child } = await start();
      const headers = { "x-forwarded-for": "10.6.6.6", forwarded: "for=10.6.6.6", "x-real-ip": "10.6.6.6" };
      const response = await fetch(new URL("/client", url), { headers });
      await child.stop();
      expect(await response.json()).toMatchObject({ ip: "127.0.0.1" });
    });
  });
}
