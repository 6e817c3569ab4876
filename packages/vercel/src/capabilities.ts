import type { Capabilities, Capability } from "onefn/provider";

const DOCS = "https://vercel.com/docs";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const both: Capabilities = {
  waitUntil: how("native, until the function's time is up"),
  endToEndHeaders: gap(
    "A Response passes unchanged; Vercel decides which of its headers are sent.",
    `${DOCS}/headers/response-headers`,
  ),
  byteStreams: gap(
    "A Response passes unchanged, and Vercel reads its stream; text in it may be sent.",
    `${DOCS}/functions/streaming-functions`,
  ),
  base64Requests: gap(
    "A request body is a stream of bytes.",
    `${DOCS}/functions/functions-api-reference#request-parameter`,
  ),
  unknownEvents: gap(
    "Vercel passes only the runtime's own Requests to fetch.",
    `${DOCS}/functions/functions-api-reference#request-parameter`,
  ),
  auth: gap(
    "Deployment Protection lets callers in or not, and tells the function nothing about them; verify them in middleware.",
    `${DOCS}/deployment-protection`,
  ),
  forwarded: gap(
    "Vercel overwrites X-Forwarded-For, except with Trusted Proxy on Enterprise plans.",
    `${DOCS}/headers/request-headers#x-forwarded-for`,
  ),
};

const goneOnEdge = gap(
  "Only the Node.js runtime cancels requests.",
  `${DOCS}/functions/functions-api-reference#cancel-requests`,
);

/** Capabilities by wire: `node` is the Node.js runtime (and Bun's), `edge` the Edge runtime. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  node: {
    ...both,
    disconnect: how("with supportsCancellation in vercel.json"),
    uploadDisconnect: gap(
      "A function is invoked with the complete body of its request, at most 4.5 MB.",
      `${DOCS}/functions/limitations#request-body-size`,
    ),
    streamCancel: how("with supportsCancellation in vercel.json"),
    anyMethod: gap(
      "The launcher knows GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE, and answers 405 to others.",
      "https://github.com/vercel/vercel/blob/main/packages/node/src/bundling-handler.js",
    ),
  },
  edge: {
    ...both,
    disconnect: goneOnEdge,
    streamCancel: goneOnEdge,
    deadline: gap(
      "An Edge function must begin its answer within 25 s, and does not learn how much is left.",
      `${DOCS}/functions/limitations#max-duration`,
    ),
  },
};
