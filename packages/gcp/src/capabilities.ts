import { cloudTasksGaps, pubsubGaps, unwrappedGaps } from "@onefn/server/capabilities";
import type { Capabilities, Capability } from "onefn/provider";

const FRAMEWORK =
  "https://github.com/GoogleCloudPlatform/functions-framework-nodejs/blob/v5.0.5/src/server.ts";

const PARSER = "https://github.com/expressjs/body-parser/blob/v2.4.0/README.md";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

/** What Cloud Run adds to an event that comes as a request. */
const run: Capabilities = {
  deadline: how("from CLOUD_RUN_TIMEOUT_SECONDS"),
  waitUntil: how("awaited before the answer is sent"),
};

const ANY_JSON = gap(
  "functions-framework answers 400 to JSON that is broken, not UTF-8, or neither object nor array, before any function " +
    "sees it. A message that wrongly says it is JSON is therefore delivered again.",
  FRAMEWORK,
);

const EVENTARC = "https://cloud.google.com/eventarc/docs";

/** What Eventarc cannot do, whatever sent the event. */
const eventarc: Capabilities = {
  ...run,
  batch: gap("Each event is a request of its own.", `${EVENTARC}/cloudevents`),
  order: gap("Eventarc delivers events in any order.", `${EVENTARC}/event-providers-targets`),
  attempt: gap("An event does not say how often it was sent.", `${EVENTARC}/cloudevents`),
  retryAfter: gap("The backoff of Eventarc decides when an event is sent again.", `${EVENTARC}/retry-events`),
  reject: gap(
    "Eventarc moves an event to the dead-letter topic of its subscription after the last attempt, not on demand.",
    `${EVENTARC}/retry-events`,
  ),
};

const FIRESTORE = "https://cloud.google.com/firestore/docs/concepts/data-types";

const documents: Capabilities = {
  ...eventarc,
  sets: gap("Firestore has no sets.", FIRESTORE),
  longNumbers: gap("Firestore's integers have 64 bits.", FIRESTORE),
};

const SCHEDULER = "https://cloud.google.com/scheduler/docs";
const TARGET = `${SCHEDULER}/reference/rest/v1/projects.locations.jobs#HttpTarget`;

const STORAGE = "https://cloud.google.com/storage/docs";

const REMOTE = "https://cloud.google.com/bigquery/docs/remote-functions";

const BLOCKING = "https://cloud.google.com/identity-platform/docs/blocking-functions";

/** What each wire of Google Cloud can do, by the contract's names. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  http: {
    compressedRequests: gap(
      "functions-framework decompresses bodies that have a content type; onefn removes the headers that no longer " +
        "apply.",
      FRAMEWORK,
    ),
    anyJson: gap(
      "functions-framework answers 400 to JSON that is broken, not UTF-8, or neither object nor array, before any " +
        "function sees it.",
      FRAMEWORK,
    ),
    manyFields: gap(
      "functions-framework reads forms with body-parser, which answers 413 to more than 1,000 fields before any " +
        "function sees them.",
      `${PARSER}#too-many-parameters`,
    ),
    anyCharset: gap(
      "functions-framework reads bodies with body-parser, which answers 415 to a charset that it cannot decode.",
      `${PARSER}#unsupported-charset-bogus`,
    ),
    anyEncoding: gap(
      "functions-framework reads bodies with body-parser, which decodes gzip, deflate and br, and answers 415 to others.",
      `${PARSER}#unsupported-content-encoding-bogus`,
    ),
    invalidUtf8Path: gap(
      "functions-framework routes with Express, which answers 400 to a path that it cannot decode.",
      "https://github.com/pillarjs/router/blob/v2.3.0/lib/layer.js",
    ),
    base64Requests: gap("A request body is a stream of bytes.", FRAMEWORK),
    unknownEvents: gap(
      "An http function receives only Express's request; events go to functions of another signature.",
      "https://cloud.google.com/functions/docs/writing/write-http-functions",
    ),
    auth: how("with the option verifiedBy"),
    deadline: how("from CLOUD_RUN_TIMEOUT_SECONDS"),
    disconnect: how("when Google's front end closes the connection"),
    waitUntil: how("awaited before the last byte of the answer is sent"),
  },
  task: {
    ...run,
    disconnect: how("when Google's front end closes the connection"),
    anyJson: gap(
      "functions-framework answers 400 to JSON that is neither object nor array, before any task sees it.",
      FRAMEWORK,
    ),
  },
  bigquery: {
    ...run,
    recordFailures: gap(
      "An answer has either replies for all rows or an error message, so one failed row fails the query.",
      `${REMOTE}#output_format`,
    ),
    drops: gap(
      "A query has a value for each row. A row that is dropped has NULL.",
      `${REMOTE}#output_format`,
    ),
    partitionKeys: gap("A query has no partitions to write to.", REMOTE),
    streams: gap("BigQuery does not send the name of the SQL function.", `${REMOTE}#input_format`),
    recordTime: gap("A row has no time.", `${REMOTE}#input_format`),
    key: gap("A row has no key.", `${REMOTE}#input_format`),
  },
  blocking: {
    ...run,
    claims: how("at beforeSignIn, as session claims"),
    suppressedClaims: gap(
      "A blocking function can add claims, but cannot remove any.",
      `${BLOCKING}#modifying_a_user`,
    ),
    apps: gap("The event names no client.", `${BLOCKING}#getting_user_and_context_information`),
  },
  "pubsub-push": { ...pubsubGaps, ...run },
  "pubsub-push-unwrapped": { ...unwrappedGaps, ...run, anyJson: ANY_JSON },
  "pubsub-eventarc": { ...pubsubGaps, ...run },
  "cloud-tasks": { ...cloudTasksGaps, ...run, anyJson: ANY_JSON },
  firestore: documents,
  "firestore-json": documents,
  eventarc: {
    ...eventarc,
    besideMessages: gap("Eventarc delivers events, not messages.", EVENTARC),
    anyData: gap(
      "functions-framework answers 400 to JSON that is neither object nor array, before any function sees it.",
      FRAMEWORK,
    ),
  },
  "cloud-scheduler": {
    ...run,
    redelivery: how("as often as the job's --max-retry-attempts says, which is 0 by default"),
    cron: gap("A request has the name of its job, but not its expression.", TARGET),
    batch: gap("Each run is a request of its own.", TARGET),
    order: gap(
      "A run that fails is repeated while others begin.",
      `${SCHEDULER}/configuring/cron-job-schedules`,
    ),
    attempt: gap("A request does not say how often it was sent.", TARGET),
    retryAfter: gap("The job's backoff decides when a run is repeated.", TARGET),
    reject: gap("A run is repeated until the job's retries are used up.", TARGET),
  },
  "cloud-storage": {
    ...eventarc,
    unversioned: gap(
      "Every object has a generation, whether or not its bucket keeps versions.",
      `${STORAGE}/object-versioning`,
    ),
    severalInOne: gap("Each notification is an event of its own.", `${EVENTARC}/cloudevents#cloud-storage`),
    testNotifications: gap(
      "Cloud Storage sends no test notification.",
      `${EVENTARC}/cloudevents#cloud-storage`,
    ),
    besideMessages: gap("Notifications come by Eventarc, which has no messages beside them.", EVENTARC),
  },
};
