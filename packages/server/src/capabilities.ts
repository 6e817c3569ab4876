import type { Capabilities } from "onefn/provider";

const YES = { supported: true } as const;

const server: Capabilities = {
  streaming: YES,
  disconnect: YES,
  deadline: {
    supported: false,
    reason:
      "A server gives a handler as long as it needs; proxies in front of it have limits but do not tell it.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#serverrequesttimeout",
  },
  base64Requests: {
    supported: false,
    reason: "A request body is a stream of bytes.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#class-httpincomingmessage",
  },
  unknownEvents: {
    supported: false,
    reason: "A server turns what arrives on its connections into requests, and passes on nothing else.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#event-request",
  },
  waitUntil: { supported: true, how: "held open" },
  auth: {
    supported: false,
    reason: "No gateway verifies a caller before the request arrives; do it in middleware.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#class-httpincomingmessage",
  },
};

const passing: Capabilities = {
  ...server,
  endToEndHeaders: {
    supported: false,
    reason: "A Response passes unchanged, and Bun and Deno send its headers.",
    source: "https://bun.com/docs/runtime/http/server",
  },
  byteStreams: {
    supported: false,
    reason: "A Response passes unchanged: Bun sends text in its stream, Deno ends the answer there.",
    source: "https://bun.com/docs/runtime/streams",
  },
  byobRequests: {
    supported: false,
    reason: "On Bun and Deno, a request body is not a byte stream, unless it comes in chunks.",
    source: "https://docs.deno.com/api/web/~/ReadableStreamBYOBReader",
  },
};

/** Capabilities by wire: `node` is `serve` on Node, `fetch` is the Fetch handler on Bun, Deno and other servers. */
export const capabilities: Readonly<Record<string, Capabilities>> = { node: server, fetch: passing };
