import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { HttpCase } from "../../case.js";
import { FORWARDS, LONGER } from "../../functions/http/forward.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

interface Forwarded {
  readonly status: number;
  readonly body: string;
}

/** Starts an upstream server that reports what it received, and stops it afterwards. */
async function withUpstream(use: (port: number) => Promise<void>): Promise<void> {
  const tell = async (request: IncomingMessage) =>
    JSON.stringify([request.method, request.headers["x-kept"], await text(request)]);
  // A handler that forwards a request incorrectly may disconnect in the middle.
  const upstream = createServer((request, response) =>
    tell(request).then(
      (told) => response.end(told),
      () => response.destroy(),
    ),
  );
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  try {
    await use((upstream.address() as AddressInfo).port);
  } finally {
    upstream.closeAllConnections();
    upstream.close();
  }
}

const SENT = "what came in";

/** Sends a request that a handler forwards in every way, and checks what arrived. */
function isForwarded(on: HttpRun, outgoing: Outgoing): Promise<void> {
  return withUpstream(async (port) => {
    for (const [index, way] of FORWARDS.entries()) {
      const { method = "POST" } = outgoing;
      const body = outgoing.body === undefined ? SENT : inPieces();
      const seen = await on.json<Forwarded>(`/forward/${port}/${index}`, {
        ...outgoing,
        method,
        headers: { "x-kept": "yes" },
        ...(method === "POST" && { body }),
      });
      const sent = method === "POST" ? [method, "yes", SENT] : [method, "yes", ""];
      const told = way === "its headers and a longer body" ? ["POST", "yes", LONGER] : sent;
      assert.deepEqual([seen.status, seen.body], [200, JSON.stringify(told)], way);
    }
  });
}

function inPieces(): ReadableStream<Uint8Array> {
  const pieces = [SENT.slice(0, 4), SENT.slice(4)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

const HOP_BY_HOP: Readonly<Record<string, readonly (readonly [name: string, value: string])[]>> = {
  "no more than a body": [],
  connection: [["connection", "keep-alive, x-hop"]],
  "keep-alive": [["keep-alive", "timeout=5"]],
};

/** Like curl when it asks for HTTP/2. */
const UPGRADE = [
  ["connection", "upgrade, http2-settings"],
  ["upgrade", "h2c"],
  ["http2-settings", "AAMAAABkAAQAoAAAAAIAAAAA"],
] as const;

/** Forwarding, as gateways and proxies do. */
export const forwardingCases: readonly HttpCase[] = [
  ...Object.entries(HOP_BY_HOP).map(
    ([what, rawHeaders]): HttpCase => ({
      name: `a handler forwards its request to another service, whatever the client sent: ${what}`,
      needs: what === "keep-alive" ? ["upstream", "connectionUpstream"] : "upstream",
      run: (on) => isForwarded(on, { rawHeaders }),
    }),
  ),
  {
    name: "a handler forwards its request to another service, whatever the client sent: upgrade",
    needs: ["upstream", "connectionUpstream"],
    run: (on) => isForwarded(on, { method: "GET", rawHeaders: UPGRADE }),
  },
  {
    name: "a handler forwards its request to another service, whatever the client sent: expect",
    needs: ["upstream", "expectUpstream"],
    run: (on) => isForwarded(on, { rawHeaders: [["expect", "100-continue"]] }),
  },
  {
    name: "a handler forwards its request to another service, whatever the client sent: transfer-encoding",
    needs: ["chunkedUpstream", "chunkedRequests"],
    run: (on) => isForwarded(on, { body: inPieces() }),
  },
];
