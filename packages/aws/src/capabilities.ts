import type { Capabilities, Capability } from "onefn/provider";

const API_GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg";
const ALB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html";
const LATTICE = "https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html";
const CLOUDFRONT = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const noDisconnect = gap(
  "Lambda does not tell a function that its caller has gone.",
  `${LAMBDA}/nodejs-context.html`,
);

const buffered: Capabilities = {
  streaming: gap(
    "This wire takes the answer as one JSON document; stream(fn) serves the wires that stream.",
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

const binary = how('with "*/*" among the API\'s binary media types');

const v1: Capabilities = {
  binaryRequests: binary,
  binaryAnswers: binary,
  doubleSlashPath: gap(
    "REST APIs drop the first of two slashes from the path; they stay in requestContext.path, after the stage.",
    `${API_GATEWAY}/set-up-lambda-proxy-integrations.html`,
  ),
  rawQuery: gap(
    "REST APIs decode the query and group it by key; it is encoded again, which keeps keys and values alone.",
    `${API_GATEWAY}/set-up-lambda-proxy-integrations.html`,
  ),
};

const alb: Capabilities = {
  ...buffered,
  rawQuery: gap("The load balancer groups the query by key.", ALB),
  largeRequests: gap("A request's body has at most 1 MB.", ALB),
  megabyteAnswers: gap("A result has at most 1 MB as JSON, where bytes are base64.", ALB),
  auth: how("with the option albAuthenticates"),
};

const lattice: Capabilities = {
  ...buffered,
  rawQuery: gap("VPC Lattice groups the query by key.", LATTICE),
  setCookies: gap(
    "A result has one value a header name; further cookies go under other spellings of the name, which nobody " +
      "documents.",
    LATTICE,
  ),
};

const smallAnswers = gap(
  "A generated answer has at most 40 KB on viewer requests and 1 MB on origin requests.",
  `${CLOUDFRONT}/cloudfront-limits.html`,
);
const cutRequests = gap(
  "A body is cut at 40 KB on viewer requests and at 1 MB on origin requests; reading a cut one answers 413.",
  `${CLOUDFRONT}/lambda-include-body-access.html`,
);

const edge: Capabilities = {
  ...buffered,
  megabyteAnswers: smallAnswers,
  largeAnswers: smallAnswers,
  largeRequests: cutRequests,
  auth: gap(
    "CloudFront checks signed URLs and cookies, and tells the function nothing of it.",
    `${CLOUDFRONT}/lambda-event-structure.html`,
  ),
};

const sqs: Capabilities = {
  waitUntil: how("awaited before the answer"),
  retryAfter: gap(
    "A partial batch response names messages and no delay; they come back after the visibility timeout.",
    `${LAMBDA}/services-sqs-errorhandling.html`,
  ),
  reject: gap(
    "SQS moves a message to the dead-letter queue after maxReceiveCount deliveries, not on demand.",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  ),
  binaryMessages: gap(
    "The body of an SQS message is text.",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html",
  ),
};

const decodedPath = gap(
  "HTTP APIs decode the path before they hand it over, so %2F arrives as a slash.",
  `${API_GATEWAY}/http-api-develop-integrations-lambda.html`,
);

/** What each wire of Lambda can do, by the names that the contract's cases ask for. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
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
    splitCookies: gap("Without multi-value headers, the last value of a header is kept alone.", ALB),
    duplicateQuery: gap("Without multi-value headers, the last value of a key is kept alone.", ALB),
    repeatedHeaders: gap("Without multi-value headers, the last value of a header is kept alone.", ALB),
    setCookies: how("spellings of the header's name that differ in letter case"),
  },
  "alb-multi-value": alb,
  "vpc-lattice-v1": {
    ...lattice,
    duplicateQuery: gap("Version 1 has one value a key; version 2 has all.", LATTICE),
    splitCookies: gap("Version 1 joins the values of a header with commas.", LATTICE),
    auth: gap(
      "The identity is in a header alone, which does not tell whether VPC Lattice wrote it; version 2 has it apart.",
      LATTICE,
    ),
  },
  "vpc-lattice-v2": lattice,
  "edge-viewer-request": { ...edge, megabyteRequests: cutRequests },
  "edge-origin-request": edge,
  sqs: {
    ...sqs,
    order: gap(
      "A standard queue keeps no order; a FIFO queue does.",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html",
    ),
  },
  "sqs-fifo": {
    ...sqs,
    largeBatches: gap(
      "A FIFO queue's batch has at most 10 messages.",
      `${LAMBDA}/services-sqs-configure.html`,
    ),
  },
};
