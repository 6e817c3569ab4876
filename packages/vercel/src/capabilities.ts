import type { Capabilities, Capability } from "onefn/provider";

const DOCS = "https://vercel.com/docs";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const both: Capabilities = {
  waitUntil: how("native, until the function's time is up"),
  endToEndHeaders: gap(
    "A Response passes as it is; which of its headers leave is Vercel's to say.",
    `${DOCS}/headers/response-headers`,
  ),
  byteStreams: gap(
    "A Response passes as it is, and Vercel reads its stream; text among its pieces may be sent.",
    `${DOCS}/functions/streaming-functions`,
  ),
  base64Requests: gap(
    "A Request's body is a stream of bytes.",
    `${DOCS}/functions/functions-api-reference#request-parameter`,
  ),
  unknownEvents: gap(
    "Vercel gives a Request of the runtime's own to fetch, and nothing else.",
    `${DOCS}/functions/functions-api-reference#request-parameter`,
  ),
  auth: gap(
    "Deployment Protection lets callers in or does not, and tells the function nothing of them; do it in middleware.",
    `${DOCS}/deployment-protection`,
  ),
  forwarded: gap(
    "Vercel writes X-Forwarded-For anew; with Trusted Proxy, of Enterprise plans, it passes.",
    `${DOCS}/headers/request-headers#x-forwarded-for`,
  ),
};

const goneOnEdge = gap(
  "Requests are cancelled in the Node.js runtime alone.",
  `${DOCS}/functions/functions-api-reference#cancel-requests`,
);

/** Capabilities by wire: `node` is the Node.js runtime (and Bun's), `edge` the Edge runtime. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  node: {
    ...both,
    disconnect: how("with supportsCancellation in vercel.json"),
    uploadDisconnect: gap(
      "A function is invoked with the body of its request as a whole, of at most 4.5 MB.",
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
      "An Edge function has to begin its answer within 25 s, and nothing tells how many of them are left.",
      `${DOCS}/functions/limitations#max-duration`,
    ),
  },
};
