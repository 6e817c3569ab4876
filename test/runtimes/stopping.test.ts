import { describe, expect, it } from "vitest";
import { ServerProcess } from "./harness/server-process.js";
import { bunServer, denoServer, nodeServers } from "./runtimes/server.js";

const STREAMS = { ours: "first told ONEFN_STOPPING", native: "first told ONEFN_STOPPING", deaf: "first " };

describe.each([...nodeServers, bunServer, denoServer].map((each) => [each.name, each] as const))(
  "%s: an open stream does not keep a process from its end",
  (_, runtime) => {
    it.each(Object.entries(STREAMS))("%s", async (path, whole) => {
      const { url, child } = await ServerProcess.start(runtime.command("stopping.mjs", {}));
      const response = await fetch(new URL(path, url), { headers: { accept: "text/event-stream" } });
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let body = "";
      const decoder = new TextDecoder();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        if (body === "") child.signal("SIGTERM");
        body += decoder.decode(piece.value, { stream: true });
      }
      expect(body).toBe(whole);
      expect(await child.ended).toBe(0);
    });
  },
);
