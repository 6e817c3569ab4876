import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { adapt } from "@onefn/server";
import type { ServerHost } from "@onefn/server/simulator";
import { reloading } from "onefn/simulator";
import type { Breaking } from "./harness.js";
import type { Native } from "./mutant.js";

/**
 * A server whose Fetch handler is broken. A mutation changes a request as `{ headers, body }`, and an answer as
 * `{ status, headers, body }`, where bodies are texts.
 */
export const brokenServer = ({ change, prepare }: Breaking): ServerHost => ({
  async start(load, options) {
    const lines: string[] = [];
    const given = { ...options.adapt, log: (line: string) => void lines.push(line) };
    const adapted = reloading(load, (functions) => adapt(...prepare(functions, given)));
    const server = createServer(async (incoming, outgoing) => {
      const { method = "POST", url = "/" } = incoming;
      const asked = { headers: { ...incoming.headers } as Native, body: await textOf(incoming) };
      const { headers, body } = change("event", asked) ?? asked;
      delete headers["transfer-encoding"];
      const request = new Request(`http://events.example${url}`, {
        method,
        headers,
        ...(body !== "" && { body: Buffer.from(body, "latin1") }),
      });
      const response = (await adapted()?.fetch(request)) as Response;
      const told = {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
      const answer = change("result", told, asked);
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      lines,
      prepare: adapted,
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
});

/** Bytes as Latin-1, so that none is lost. */
async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}
