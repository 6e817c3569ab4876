import { type Native, ofWire } from "./mutant.js";

/** The runtime's batch, with other bodies. The runtime's own methods cannot be taken off their objects. */
const eachBody =
  (change: (body: Native) => Native) =>
  (batch: Native): Native => ({
    queue: batch.queue,
    messages: batch.messages.map((message: Native) => ({
      id: message.id,
      timestamp: message.timestamp,
      body: change(message.body),
      attempts: message.attempts,
      ack: () => message.ack(),
      retry: (options: Native) => message.retry(options),
    })),
  });

const eachObject = (change: (object: Native, body: Native) => Native) =>
  eachBody((body) => ({ ...body, object: change(body.object, body) }));

/** Adapters that handle R2's notifications wrongly. */
export const r2Mutants = ofWire("cloudflare/r2", [
  {
    name: "a deletion is read as a creation",
    event: eachBody((body) => ({ ...body, action: "PutObject" })),
    caughtBy: [
      "a notification says that an object was deleted, and in which bucket",
      "among the functions of a bucket, the one whose filters match takes notes.txt, which was deleted",
    ],
  },
  {
    name: "a key is decoded, although R2 does not encode it",
    event: eachObject(({ key, ...object }) => ({
      ...object,
      key: decodeURIComponent(key.replace(/%(?![\da-f]{2})/gi, "%25")),
    })),
    caughtBy: ["a key is decoded once: a%20b%2Bc%25.txt"],
  },
  {
    name: "a plus sign in a key is read as a space",
    event: eachObject(({ key, ...object }) => ({ ...object, key: key.replaceAll("+", " ") })),
    caughtBy: ["a key is decoded once: one+one.txt"],
  },
  {
    name: "a notification without a key reaches its handler",
    event: eachObject((object) => ({ ...object, key: object.key || "unknown" })),
    caughtBy: [
      "a notification without an object key harms no other record, does not reach the handler, and dies",
    ],
  },
  {
    name: "an empty object has no size",
    event: eachObject(({ size, ...object }) => ({ ...object, ...(size && { size }) })),
    caughtBy: ["an object of 0 bytes has this size"],
  },
  {
    name: "the message function takes every notification",
    event: eachBody((body) => [body]),
    caughtBy: [
      "a notification reaches the storage function that claims its bucket, and any other reaches the message function",
    ],
  },
  {
    name: "notifications are routed by their queue",
    event: eachBody((body) => ({ ...body, bucket: "notifications" })),
    caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
  },
]);
