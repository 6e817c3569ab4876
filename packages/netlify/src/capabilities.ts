import type { Capabilities, Capability } from "onefn/provider";

const DOCS = "https://docs.netlify.com/build";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const disconnect = gap(
  "Functions run on AWS Lambda, which does not tell them when a client has gone.",
  `${DOCS}/functions/api`,
);

const endToEndHeaders = gap(
  "A Response passes unchanged; Netlify decides which of its headers are sent.",
  `${DOCS}/functions/api`,
);

const byteStreams = gap(
  "A Response passes unchanged, and Netlify reads its stream: a chunk of text may be sent, or may end the answer.",
  `${DOCS}/functions/api`,
);

const WORKLOADS = `${DOCS}/async-workloads`;

const dataAlone = gap(
  "An event is a name and JSON: senders have no attributes, no key and no content type.",
  `${WORKLOADS}/get-started`,
);

const workloads: Capabilities = {
  waitUntil: how("native, within the function's time"),
  retryAfter: how("by ErrorRetryAfterDelay, up to a year"),
  reject: how("by ErrorDoNotRetry: the event is dead-lettered"),
  deadline: gap(
    "A workload has 27 s, or 15 minutes in the background, and its event does not say how much is left.",
    `${WORKLOADS}/writing-workloads`,
  ),
  batch: gap("Each event is handled by itself.", `${WORKLOADS}/writing-workloads`),
  order: gap(
    "Events are handled at the same time, and one that is delivered again comes later.",
    `${WORKLOADS}/lifecycle`,
  ),
  enqueuedAt: gap("A workload is not told when its event was sent.", `${WORKLOADS}/writing-workloads`),
  messageTrace: gap("An event does not carry the trace of its sender.", `${WORKLOADS}/writing-workloads`),
  binaryMessages: gap("The data of an event is JSON.", `${WORKLOADS}/get-started`),
  strictJson: gap(
    "A string may have been sent as JSON or as text, and an event does not say which. One that is not JSON is the data " +
      "itself, which a schema can refuse.",
    `${WORKLOADS}/get-started`,
  ),
  key: dataAlone,
  contentType: dataAlone,
  attributes: dataAlone,
  typedAttributes: dataAlone,
  binaryAttributes: dataAlone,
};

const SCHEDULED = `${DOCS}/functions/scheduled-functions`;

const scheduled: Capabilities = {
  waitUntil: how("native, within the function's 30 s"),
  scheduledAt: gap("A run has the time of the next one, and not its own.", SCHEDULED),
  cron: gap("A run does not have the expression of its schedule.", SCHEDULED),
  timezone: gap("Expressions are in UTC.", SCHEDULED),
  deadline: gap("A run has 30 s, and its context does not say how much is left.", SCHEDULED),
  eventPaths: gap("Netlify calls a scheduled function by its own URL, which ends with its name.", SCHEDULED),
  batch: gap("Each run is a request of its own.", SCHEDULED),
  attempt: gap("A request does not say how often its run was tried.", SCHEDULED),
  redelivery: gap("A run that fails is not repeated.", SCHEDULED),
  retryAfter: gap("A run that fails is not repeated, so it cannot be delayed.", SCHEDULED),
};

const BACKGROUND = `${DOCS}/functions/background-functions`;

const background: Capabilities = {
  waitUntil: how("native, within the function's 15 minutes"),
  answers: gap(
    "Netlify answers 202 before the function runs, so output, errors and a 401 are only in the log.",
    BACKGROUND,
  ),
};

const EVENTS = `${DOCS}/functions/trigger-on-events`;
const GOTRUE = "https://github.com/netlify/gotrue/blob/master/api/hooks.go";

const identity: Capabilities = {
  waitUntil: how("native, after the answer"),
  claims: gap(
    "Besides the user's record, a token has only metadata, which stays with the user. Set it by `allow({ platform })`.",
    EVENTS,
  ),
  userAttributes: gap(
    "The attributes that a function can set are metadata, under names of your own. Set them by `allow({ platform })`.",
    EVENTS,
  ),
  reasons: gap("Whatever a function answers, the user reads Identity's own text.", GOTRUE),
  apps: gap("An event names no client.", GOTRUE),
  userIp: gap("An event comes from Identity, and does not tell the user's address.", GOTRUE),
  deadline: gap("Identity waits for five seconds, and the context does not say how much is left.", GOTRUE),
};

const ofNetlify = gap(
  "Netlify chooses the type of an event. Its source is the site, and its data is the payload, which has an id.",
  EVENTS,
);

const events: Capabilities = {
  waitUntil: how("native, within the function's 60 s"),
  eventTypes: ofNetlify,
  eventSources: ofNetlify,
  jsonData: ofNetlify,
  listData: ofNetlify,
  textData: ofNetlify,
  anyData: ofNetlify,
  subjects: gap("An event has no subject.", EVENTS),
  besideMessages: gap("Netlify sends events, and no messages.", EVENTS),
  batch: gap("Each event is a request of its own.", EVENTS),
  order: gap("Each event is sent by itself, in no order.", EVENTS),
  redelivery: gap("Netlify does not promise to send an event again.", EVENTS),
  reject: gap(
    "Netlify does not say what it makes of an error, so an event cannot be refused for good.",
    EVENTS,
  ),
  retryAfter: gap("Netlify does not promise to send an event again, so it cannot be delayed.", EVENTS),
  attempt: gap("A request does not say how often it was sent.", EVENTS),
  deadline: gap(
    "A function has 60 s, and its context does not say how much is left.",
    `${DOCS}/functions/api`,
  ),
};

/**
 * Capabilities by wire: `functions` and `edge-functions` take Request and Response; `functions-v1` are handlers in the
 * style of AWS Lambda; `async-workloads` take messages; `scheduled-functions` run on a schedule; `background-functions` are
 * tasks that nobody waits for; `identity-events` are hooks of Netlify Identity; `platform-events` tell of deploys and
 * forms.
 */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  functions: {
    disconnect,
    endToEndHeaders,
    byteStreams,
    base64Requests: gap(
      "Netlify's own code decodes the body before any function, and skips invalid base64.",
      `${DOCS}/functions/api`,
    ),
    unknownEvents: gap(
      "Netlify's own code turns every event into a Request before any function.",
      `${DOCS}/functions/api`,
    ),
    forbiddenHeaders: gap(
      "Netlify's own code puts an event's headers into a Headers object, which fails before any function.",
      `${DOCS}/functions/api`,
    ),
    streamCancel: gap(
      "A function's stream is read to its end, even if the client has gone.",
      `${DOCS}/functions/api`,
    ),
    deadline: gap(
      "A function has 60 s, and its context does not say how much is left.",
      `${DOCS}/functions/api`,
    ),
    waitUntil: how("native, within the function's 60 s"),
    auth: how("users of Netlify Identity"),
  },
  "edge-functions": {
    endToEndHeaders,
    byteStreams,
    byobRequests: gap(
      "Edge functions run on Deno, where a request body is not a byte stream.",
      "https://docs.deno.com/api/web/~/ReadableStreamBYOBReader",
    ),
    uploadDisconnect: gap(
      "Edge functions run on Deno, which fires no signal while a body is read, and ends the read with its own error.",
      "https://github.com/denoland/deno/issues/27132",
    ),
    base64Requests: gap("A request body is a stream of bytes.", `${DOCS}/edge-functions/api`),
    unknownEvents: gap(
      "The runtime passes only its own Requests to an edge function.",
      `${DOCS}/edge-functions/api`,
    ),
    deadline: gap(
      "An edge function has 50 ms of CPU time, and 40 s until its answer begins; it does not learn how much is left.",
      `${DOCS}/edge-functions/limits`,
    ),
    waitUntil: how("native"),
    auth: how("users of Netlify Identity"),
  },
  "functions-v1": {
    disconnect,
    streaming: gap(
      "A Lambda-compatible handler answers in one piece; functions with Request and Response can stream.",
      `${DOCS}/functions/lambda-compatibility`,
    ),
    largeAnswers: gap("A buffered answer has at most 6 MB.", `${DOCS}/functions/configuration`),
    waitUntil: how("awaited before the answer"),
    auth: how("users of Netlify Identity"),
  },
  "async-workloads": workloads,
  "scheduled-functions": scheduled,
  "background-functions": background,
  "identity-events": identity,
  "platform-events": events,
};
