import { type Native, ofWire } from "./mutant.js";
import { eachRecord } from "./records.js";

/** Maps the body of each message of a queue. */
const eachBody = (change: (body: Native) => Native) =>
  eachRecord((record) => ({ ...record, body: JSON.stringify(change(JSON.parse(record.body))) }));

/** Maps each notification. A message may hold several. */
const eachNotification = (change: (notification: Native) => Native) =>
  eachBody((body) => (body.Records ? { ...body, Records: body.Records.map(change) } : body));

const eachObject = (change: (object: Native) => Native) =>
  eachNotification((each) => ({ ...each, s3: { ...each.s3, object: change(each.s3.object) } }));

/** Maps the text of each message of a topic. */
const eachSent = (change: (text: string) => string) =>
  eachRecord((record) => ({ ...record, Sns: { ...record.Sns, Message: change(record.Sns.Message) } }));

/** A function whose handler sees another notification. */
const withNotification =
  (own: (notification: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
    ...fn,
    handler: (notification: Native, context: Native) => {
      const replaced = own(notification);
      const seen = { get: (of: Native, name: string) => (name in replaced ? replaced[name] : of[name]) };
      return fn.handler(new Proxy(notification, seen), context);
    },
  });

/** Functions with another claim. */
const withTrigger = (bucket: string, trigger: object) => (fn: Native) =>
  fn.trigger?.bucket === bucket ? { ...fn, trigger: { ...fn.trigger, ...trigger } } : fn;

/** A notification in place of S3's test event. */
const REAL = {
  eventSource: "aws:s3",
  eventName: "ObjectCreated:Put",
  s3: { bucket: { name: "contract-outcomes" }, object: { key: "any/%7B%7D" } },
};

const MIXED =
  "a notification reaches the storage function that claims its bucket, and any other reaches the message function";

/** Adapters that handle S3 notifications wrongly. */
export const storageMutants = [
  ...ofWire("aws/s3-in-sqs", [
    {
      name: "a key is never decoded",
      event: eachObject((object) => ({ ...object, key: encodeURIComponent(object.key) })),
      caughtBy: ["a key is decoded once: two words.txt", "a key is decoded once: one+one.txt"],
    },
    {
      name: "a key is decoded twice",
      function: withNotification(({ key }) => ({ key: decodeURIComponent(key.replaceAll("+", " ")) })),
      caughtBy: ["a key is decoded once: one+one.txt", "a key is decoded once: a%20b%2Bc%25.txt"],
    },
    {
      name: "a plus sign in a key stays a plus sign",
      event: eachObject((object) => ({ ...object, key: object.key.replaceAll("+", "%2B") })),
      caughtBy: [
        "a key is decoded once: two words.txt",
        "among the functions of a bucket, the one whose filters match takes my photos/a.jpg, which was created",
      ],
    },
    {
      name: "a deletion is read as an update",
      event: eachNotification((each) => ({
        ...each,
        eventName: each.eventName.replace(/^ObjectRemoved:.*/, "ObjectTagging:Put"),
      })),
      caughtBy: [
        "a notification says that an object was deleted, and in which bucket",
        "among the functions of a bucket, the one whose filters match takes notes.txt, which was deleted",
      ],
    },
    {
      name: "a deleted object has a size",
      function: withNotification(({ operation, size }) => ({ size: operation === "deleted" ? 0 : size })),
      caughtBy: ["a deleted object has no size"],
    },
    {
      name: "an empty object has no size",
      function: withNotification(({ size }) => ({ size: size || undefined })),
      caughtBy: ["an object of 0 bytes has this size"],
    },
    {
      name: "the version is lost",
      event: eachObject(({ versionId: _, ...object }) => object),
      caughtBy: ["an object has the version from its bucket"],
    },
    {
      name: "an etag keeps its quotation marks",
      function: withNotification(({ etag }) => ({ etag: `"${etag}"` })),
      caughtBy: ["an etag has no quotation marks"],
    },
    {
      name: "the objects of one request have one id",
      function: withNotification(({ id }) => ({ id: id.split(".").slice(0, 3).join(".") })),
      caughtBy: ["each of several notifications in one record is handled and has its own id"],
    },
    {
      name: "an id is random",
      function: withNotification(() => ({ id: crypto.randomUUID() })),
      caughtBy: [
        "a notification has the same id at each delivery",
        "several notifications in one record keep their ids at each delivery",
      ],
    },
    {
      name: "only the first of several notifications is handled",
      event: eachBody((body) => (body.Records ? { ...body, Records: body.Records.slice(0, 1) } : body)),
      caughtBy: ["each of several notifications in one record is handled and has its own id"],
    },
    {
      name: "one notification that succeeds acknowledges its record",
      result: (result, event) =>
        event.Records.some(({ body }: Native) => JSON.parse(body).Records?.length > 1)
          ? { batchItemFailures: [] }
          : result,
      caughtBy: [
        "a record whose notifications end with ack, error, nothing is not acknowledged, and all of them are handled",
        "a record whose notifications end with retry, ack is not acknowledged, and all of them are handled",
        "a record whose notifications end with nothing, reject, ack is not acknowledged, and all of them are handled",
      ],
    },
    {
      name: "S3's test event is handled",
      event: eachBody((body) => (body.Event ? { Records: [REAL] } : body)),
      caughtBy: ["a test notification of the source is acknowledged, and reaches no handler"],
    },
    {
      name: "no function has a prefix",
      function: withTrigger("contract-filtered", { prefix: undefined }),
      caughtBy: [
        "a notification with another prefix is acknowledged without a run, and the log says so",
        "a notification whose key begins with the encoded prefix is acknowledged without a run, and the log says so",
      ],
    },
    {
      name: "no function has a suffix",
      function: withTrigger("contract-filtered", { suffix: undefined }),
      caughtBy: [
        "a notification with another suffix is acknowledged without a run, and the log says so",
        "a notification whose suffix has another case is acknowledged without a run, and the log says so",
      ],
    },
    {
      name: "every function takes every operation",
      function: withTrigger("contract-filtered", { on: undefined }),
      caughtBy: [
        "a notification whose operation no function handles is acknowledged without a run, and the log says so",
      ],
    },
    {
      name: "a notification that no filter matches is delivered again",
      result: (result, event) =>
        event.Records.some(
          ({ body }: Native) => body.includes("your%20photos") || body.includes("your+photos"),
        )
          ? {
              batchItemFailures: event.Records.map(({ messageId }: Native) => ({
                itemIdentifier: messageId,
              })),
            }
          : result,
      caughtBy: ["a notification with another prefix is acknowledged without a run, and the log says so"],
    },
    {
      name: "the log does not say that no filter matches",
      line: (line) => (line.includes('"DEBUG"') ? undefined : line),
      caughtBy: ["a notification with another suffix is acknowledged without a run, and the log says so"],
    },
    {
      name: "the message function takes every notification",
      function: withTrigger("contract-claimed", { bucket: "nobody's" }),
      caughtBy: [MIXED],
    },
    {
      name: "the storage function takes every notification",
      function: withTrigger("contract-claimed", { bucket: undefined }),
      caughtBy: [MIXED],
    },
  ]),
  ...ofWire("aws/s3", [
    {
      name: "a failure is returned, and Lambda treats it as a success",
      thrown: () => ({ batchItemFailures: [{ itemIdentifier: "1" }] }),
      caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
    },
    {
      name: "a rejected record counts as done",
      thrown(error) {
        if (error.cause !== undefined) throw error;
      },
      caughtBy: ["a record that is rejected is not acknowledged, and the log says why"],
    },
  ]),
  ...ofWire("aws/s3-in-sns", [
    {
      name: "a failure in a topic's message is returned, and Lambda treats it as a success",
      thrown: () => null,
      caughtBy: [
        "a record that fails is not acknowledged, and its neighbours are neither lost nor dead",
        "a record whose notifications end with ack, error, nothing is not acknowledged, and all of them are handled",
      ],
    },
    {
      name: "a key in a topic's message is decoded before its notification is read",
      event: eachSent((text) => decodeURIComponent(text)),
      caughtBy: ["a key is decoded once: a%20b%2Bc%25.txt", "a key is decoded once: one+one.txt"],
    },
    {
      name: "S3's test event in a topic fails",
      event: eachSent((text) => (text.includes("s3:TestEvent") ? "{}" : text)),
      caughtBy: ["a test notification of the source is acknowledged, and reaches no handler"],
    },
  ]),
  ...ofWire("aws/s3-eventbridge", [
    {
      name: "EventBridge's key is decoded, although it is not encoded",
      function: withNotification(({ key }) => ({ key: unescape(key.replaceAll("+", " ")) })),
      caughtBy: ["a key is decoded once: one+one.txt", "a key is decoded once: a%20b%2Bc%25.txt"],
    },
    {
      name: "EventBridge's deletion is read as an update",
      event: (event) => ({
        ...event,
        "detail-type": event["detail-type"].replace("Object Deleted", "Object Tags Added"),
      }),
      caughtBy: [
        "a notification says that an object was deleted, and in which bucket",
        "among the functions of a bucket, the one whose filters match takes notes.txt, which was deleted",
      ],
    },
    {
      name: "the version is looked for in S3's own spelling",
      event: ({ detail: { object, ...detail }, ...event }) => ({
        ...event,
        detail: { ...detail, object: { ...object, "version-id": object.versionId } },
      }),
      caughtBy: ["an object has the version from its bucket"],
    },
    {
      name: "an id is that of the request's time",
      function: withNotification(({ time }) => ({ id: time })),
      caughtBy: ["a notification has the same id at each delivery"],
    },
  ]),
];
