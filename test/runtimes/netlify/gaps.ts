import type { Capabilities, Capability } from "onefn/provider";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

const FUNCTIONS_DEV = "https://github.com/netlify/primitives/blob/main/packages/functions/dev/src";

const base64Bodies = gap(
  "The dev server passes a body of unannounced length on as base64 unless its type is text.",
  `${FUNCTIONS_DEV}/runtimes/nodejs/lambda.ts`,
);

/** What Netlify's dev server lacks. */
export const devServerGaps: Capabilities = {
  binaryRequests: gap(
    "The dev server reads every body as text, and gives it out as base64 where its type is not that of a text.",
    `${FUNCTIONS_DEV}/runtimes/nodejs/lambda.ts`,
  ),
  // Node's parser answers for them, ahead of the dev server.
  forbiddenHeaders: { supported: true },
  forwarded: gap(
    "The dev server takes the whole of X-Forwarded-For for the client's address, so here it holds that alone.",
    `${FUNCTIONS_DEV}/main.ts`,
  ),
  memberQuery: gap(
    "The dev server groups the query in an object that inherits Object's members, and fails.",
    `${FUNCTIONS_DEV}/runtimes/nodejs/lambda.ts`,
  ),
  protoQuery: gap(
    "The dev server groups the query in an object that inherits Object's members, and fails.",
    `${FUNCTIONS_DEV}/runtimes/nodejs/lambda.ts`,
  ),
  byobPieces: base64Bodies,
  chunkedUpstream: base64Bodies,
  refusedOptions: gap(
    "The dev server shows its client, which is the developer here, the error of a function that does not load.",
    `${FUNCTIONS_DEV}/function.ts`,
  ),
  refusals: gap(
    "The dev server shows its client, which is the developer here, the error of a function that does not load.",
    `${FUNCTIONS_DEV}/function.ts`,
  ),
  streamFailure: gap(
    "The dev server does not close the connection of a stream that has failed.",
    `${FUNCTIONS_DEV}/runtimes/nodejs/worker.js`,
  ),
  streamFailureEnd: gap(
    "The dev server does not close the connection of a stream that has failed.",
    `${FUNCTIONS_DEV}/runtimes/nodejs/worker.js`,
  ),
};
