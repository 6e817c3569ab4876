import type { Capabilities } from "onefn/provider";

const YES = { supported: true } as const;

/** What every http wire of Lambda can and cannot do when its answer is buffered. */
const buffered: Capabilities = {
  streaming: {
    supported: false,
    reason: "This wire takes the answer as one JSON document; stream(fn) serves the wires that stream.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html",
  },
  disconnect: {
    supported: false,
    reason: "Lambda does not tell a function that its caller has gone.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html",
  },
  deadline: YES,
  waitUntil: { supported: true, how: "awaited" },
  auth: YES,
};

/** Capabilities by wire. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  "api-gateway-v2": {
    ...buffered,
    encodedPath: {
      supported: false,
      reason: "HTTP APIs decode the path before they hand it over, so %2F arrives as a slash.",
      source:
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html",
    },
  },
  sqs: {
    order: YES,
    deadline: YES,
    waitUntil: { supported: true, how: "awaited" },
    retryAfter: {
      supported: false,
      reason:
        "A partial batch response names messages and no delay; they come back after the visibility timeout.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    },
    reject: {
      supported: false,
      reason: "SQS moves a message to the dead-letter queue after maxReceiveCount deliveries, not on demand.",
      source:
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    },
  },
};
