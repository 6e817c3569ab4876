import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

const API_GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const ALB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html";
const LATTICE = "https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html";
const CLOUDFRONT = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";

const noDisconnect = gap("Lambda does not say when the client has gone.", `${LAMBDA}/nodejs-context.html`);

const buffered: Capabilities = {
  streaming: gap(
    "This wire takes the answer as one JSON document. Use stream(fn) on the wires that stream.",
    `${LAMBDA}/configuration-response-streaming.html`,
  ),
  largeAnswers: gap("A buffered answer has at most 6 MB.", `${LAMBDA}/gettingstarted-limits.html`),
  disconnect: noDisconnect,
  waitUntil: how("awaited before the answer"),
};

const streamed: Capabilities = {
  disconnect: noDisconnect,
  streamCancel: noDisconnect,
  waitUntil: how("after the last byte, while the invocation is still open"),
};

const binary = how('if the API\'s binary media types include "*/*"');

const v1: Capabilities = {
  binaryRequests: binary,
  binaryAnswers: binary,
  doubleSlashPath: gap(
    "REST APIs drop the first of two leading slashes from the path; only requestContext.path keeps both, after the stage.",
    `${API_GATEWAY}/set-up-lambda-proxy-integrations.html`,
  ),
  rawQuery: gap(
    "REST APIs decode the query and group it by key. onefn encodes it again, which keeps only keys and values.",
    `${API_GATEWAY}/set-up-lambda-proxy-integrations.html`,
  ),
};

const alb: Capabilities = {
  ...buffered,
  rawQuery: gap("The load balancer groups the query by key.", ALB),
  largeRequests: gap("A request body has at most 1 MB.", ALB),
  megabyteAnswers: gap("A result has at most 1 MB as JSON, with bytes as base64.", ALB),
  auth: how("with the option albAuthenticates"),
};

const lattice: Capabilities = {
  ...buffered,
  rawQuery: gap("VPC Lattice groups the query by key.", LATTICE),
  setCookies: gap(
    "A result has one value per header name. Further cookies are sent with differently capitalised names, which is not " +
      "documented.",
    LATTICE,
  ),
};

const smallAnswers = gap(
  "A generated answer has at most 40 KB on viewer requests and 1 MB on origin requests.",
  `${CLOUDFRONT}/cloudfront-limits.html`,
);
const cutRequests = gap(
  "A body is truncated at 40 KB on viewer requests and at 1 MB on origin requests; reading it is answered 413.",
  `${CLOUDFRONT}/lambda-include-body-access.html`,
);

const edge: Capabilities = {
  ...buffered,
  megabyteAnswers: smallAnswers,
  largeAnswers: smallAnswers,
  largeRequests: cutRequests,
  auth: gap(
    "CloudFront checks signed URLs and cookies, but does not inform the function.",
    `${CLOUDFRONT}/lambda-event-structure.html`,
  ),
};

const decodedPath = gap(
  "HTTP APIs decode the path, so %2F arrives as a slash.",
  `${API_GATEWAY}/http-api-develop-integrations-lambda.html`,
);

/** Everything that is http. */
export const http: Readonly<Record<string, Capabilities>> = {
  "api-gateway-v2": {
    ...buffered,
    encodedPath: decodedPath,
    encodedSlash: decodedPath,
  },
  "api-gateway-v1": { ...buffered, ...v1 },
  "api-gateway-v1-stream": { ...streamed, ...v1 },
  "function-url": buffered,
  "function-url-stream": streamed,
  alb: {
    ...alb,
    splitCookies: gap("Without multi-value headers, only the last value of a header is kept.", ALB),
    duplicateQuery: gap("Without multi-value headers, only the last value of a key is kept.", ALB),
    repeatedHeaders: gap("Without multi-value headers, only the last value of a header is kept.", ALB),
    setCookies: how("by capitalising the header's name differently for each cookie"),
  },
  "alb-multi-value": alb,
  "vpc-lattice-v1": {
    ...lattice,
    duplicateQuery: gap("Version 1 has one value per key; version 2 has all.", LATTICE),
    splitCookies: gap("Version 1 joins the values of a header with commas.", LATTICE),
    auth: gap(
      "The identity is only in a header, which a client could have written; version 2 has a separate field.",
      LATTICE,
    ),
  },
  "vpc-lattice-v2": lattice,
  "edge-viewer-request": { ...edge, megabyteRequests: cutRequests },
  "edge-origin-request": edge,
};
