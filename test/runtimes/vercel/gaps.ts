import type { Capabilities, Capability } from "onefn/provider";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

const EDGE_RUNTIME = "https://github.com/vercel/edge-runtime/blob/main/packages";
const VERCEL_NODE = "https://github.com/vercel/vercel/blob/main/packages/node/src";

/** Requests and fetch are the platform's own there, which onefn leaves alone. See docs/decisions/forwarding.md. */
const upstream = gap(
  "Node's own fetch throws at headers of a connection, and waits where a length is not that of the body.",
  "https://github.com/nodejs/undici/blob/v6.24.1/lib/core/request.js",
);

const byob = gap(
  "The body of the server's Request is not a byte stream.",
  `${EDGE_RUNTIME}/node-utils/src/edge-to-node/handler.ts`,
);

/** What edge-runtime's own server lacks. */
export const edgeRuntimeGaps: Capabilities = {
  upstream,
  chunkedUpstream: upstream,
  compressedAnswers: gap(
    "The runtime takes content-encoding off a Response, and leaves its body as it is.",
    `${EDGE_RUNTIME}/vm/src/edge-vm.ts`,
  ),
  byobRequests: byob,
  byobPieces: byob,
  hostPort: gap(
    "If the Host header has port 443, the request's URL has another host.",
    `${EDGE_RUNTIME}/node-utils/src/edge-to-node/handler.ts`,
  ),
  requestSignal: gap(
    "A Request's signal is of another class than the global AbortSignal.",
    `${EDGE_RUNTIME}/primitives/src/primitives/fetch.js`,
  ),
  streamFailure: gap(
    "The server ends an answer in order when its stream has failed.",
    `${EDGE_RUNTIME}/runtime/src/server/create-handler.ts`,
  ),
  survival: gap(
    "The server's promise is rejected, and nobody's, when the stream of an answer fails: its process ends.",
    `${EDGE_RUNTIME}/runtime/src/server/create-handler.ts`,
  ),
};

/** What Vercel's wrapper of Edge functions lacks. */
export const edgeWrapperGaps: Capabilities = {
  // It writes the client's host into a URL.
  hostPort: { supported: true },
  doubleSlashPath: gap(
    "The wrapper writes the client's host over that of a URL, where the runtime has put a part of the path.",
    `${VERCEL_NODE}/edge-functions/edge-handler-template.js`,
  ),
};

/** What the handler lacks that `vercel build` puts into its output, beside what Vercel's platform has around it. */
export const builtNodeGaps: Capabilities = {
  backpressure: gap(
    "The handler writes a stream as fast as it comes, and never waits for its client.",
    `${VERCEL_NODE}/bundling-handler.js`,
  ),
  disconnect: gap(
    "The handler gives a Request no signal; the platform's own launcher has supportsCancellation.",
    `${VERCEL_NODE}/bundling-handler.js`,
  ),
  streamCancel: gap(
    "The handler does not look whether its client has gone; the platform's own launcher has supportsCancellation.",
    `${VERCEL_NODE}/bundling-handler.js`,
  ),
};

const fetched = gap(
  "The dev server forwards requests to its function with Node's fetch, which throws at the headers of a connection.",
  `${VERCEL_NODE}/dev-server.mts`,
);

const devServer: Capabilities = {
  byobRequests: byob,
  byobPieces: byob,
  connectionHeads: gap(
    "The dev server reads its function's answer with Node's fetch, which throws at such headers.",
    `${VERCEL_NODE}/dev-server.mts`,
  ),
  connectionUpstream: fetched,
  expectUpstream: fetched,
  chunkedGets: fetched,
  doubleSlashPath: gap(
    "The dev server resolves a target against its function's URL, so that two slashes lead to another host.",
    `${VERCEL_NODE}/serverless-functions/serverless-handler.mts`,
  ),
  latin1AnswerHeaders: gap(
    "The dev server reads its function's headers by undici, which takes them for UTF-8.",
    "https://github.com/nodejs/undici/issues/1903",
  ),
  refusals: gap(
    "The dev server ends when a function does not load, and writes the message of the error without its code.",
    `${VERCEL_NODE}/dev-server.mts`,
  ),
  survival: gap(
    "The dev server ends of a stream that fails, of a method that it does not know, and of a function that does not " +
      "load.",
    `${VERCEL_NODE}/dev-server.mts`,
  ),
};

/** What Vercel's dev server lacks for functions in Node.js. */
export const devNodeGaps: Capabilities = {
  ...devServer,
  deadline: gap(
    "The dev server's request context has waitUntil alone.",
    `${VERCEL_NODE}/serverless-functions/serverless-handler.mts`,
  ),
  disconnect: gap(
    "The dev server is a proxy before its function, which it does not tell that a client has gone.",
    `${VERCEL_NODE}/dev-server.mts`,
  ),
  streamCancel: gap(
    "The dev server is a proxy before its function, which it does not tell that a client has gone.",
    `${VERCEL_NODE}/dev-server.mts`,
  ),
};

/** What Vercel's dev server lacks for Edge functions, which it runs in edge-runtime 2. */
export const devEdgeGaps: Capabilities = {
  ...devServer,
  upstream,
  chunkedUpstream: upstream,
  compressedAnswers: edgeRuntimeGaps.compressedAnswers as Capability,
};
