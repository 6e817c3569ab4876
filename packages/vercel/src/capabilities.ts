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
    "A Response passes unchanged, and Vercel reads its stream: a chunk of text may be sent.",
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

const QUEUES = `${DOCS}/queues`;

const bodyAlone = gap(
  "A message is a body with a content type: a topic does not pass on attributes.",
  `${QUEUES}/api`,
);

const queues: Capabilities = {
  waitUntil: both.waitUntil as Capability,
  retryAfter: how("whole seconds, up to an hour"),
  order: gap("A topic does not keep the order of its messages.", `${QUEUES}/concepts`),
  key: gap("A topic knows no key by which messages are ordered or grouped.", `${QUEUES}/concepts`),
  batch: gap("Each message is pushed by itself.", `${QUEUES}/concepts`),
  reject: gap(
    "A topic has no dead letters: a message comes again until it is acknowledged, or its retention ends.",
    `${QUEUES}/concepts`,
  ),
  attributes: bodyAlone,
  typedAttributes: bodyAlone,
  binaryAttributes: bodyAlone,
};

const CRON = `${DOCS}/cron-jobs`;

const once: Capabilities = {
  waitUntil: both.waitUntil as Capability,
  batch: gap("Each run is a request of its own.", `${CRON}#how-cron-jobs-work`),
  attempt: gap("A request does not say how often its run was tried.", `${CRON}/manage-cron-jobs`),
  redelivery: gap("A run that fails is not repeated.", `${CRON}/manage-cron-jobs#cron-job-error-handling`),
  retryAfter: gap(
    "A run that fails is not repeated, so it cannot be delayed.",
    `${CRON}/manage-cron-jobs#cron-job-error-handling`,
  ),
};

const cron: Capabilities = {
  ...once,
  scheduledAt: gap(
    "A request does not have the planned time. On Hobby plans, it comes at any time of the hour.",
    `${CRON}/manage-cron-jobs#cron-jobs-accuracy`,
  ),
  timezone: gap("Cron jobs run in UTC.", `${CRON}#cron-expressions`),
};

const schedules: Capabilities = {
  ...once,
  cron: gap("A dispatch has the name of its schedule, and not its expression.", `${DOCS}/schedules`),
};

/**
 * Capabilities by wire: `node` is the Node.js runtime (and Bun's), `edge` the Edge runtime, `queues` Vercel
 * Queues, `cron` cron jobs, `schedules` Vercel Schedules.
 */
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
  task: {
    waitUntil: both.waitUntil as Capability,
    disconnect: how("with supportsCancellation in vercel.json"),
  },
  queues,
  cron,
  schedules,
};
