import { Buffer } from "node:buffer";
import { type Mutant, type Native, ofWire } from "./mutant.js";
import { status, verifying, WRONG_SECRET, WRONG_TOKEN } from "./verified.js";

/** A function whose handler sees another input. */
const withInput = (own: (input: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (input: Native, context: Native) => {
    const replaced = own(input);
    const seen = { get: (of: Native, name: string) => (name in replaced ? replaced[name] : of[name]) };
    return fn.handler(new Proxy(input, seen), context);
  },
});

/** Maps every value of a document's fields, at any depth. */
function eachValue(value: Native, map: (type: string, of: Native) => Native): Native {
  const [type, of] = Object.entries<Native>(value)[0] as [string, Native];
  if (type === "mapValue") return map(type, of.fields ? { fields: eachField(of.fields, map) } : of);
  return map(
    type,
    type === "arrayValue" && of.values
      ? { values: of.values.map((each: Native) => eachValue(each, map)) }
      : of,
  );
}

function eachField(fields: Native, map: (type: string, of: Native) => Native): Native {
  return Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, value]) => [name, eachValue(value, map)]),
  );
}

/** Maps every value in the documents of an event, which is changed in place. */
const values = (map: (type: string, of: Native) => Native) => (event: Native) => {
  for (const document of [event.data?.value, event.data?.oldValue])
    if (document) document.fields = eachField(document.fields, map);
};

/** A header of an event's request, changed in place. */
const header = (name: string, map: (value: string) => string) => (request: Native) => {
  if (typeof request.headers[name] !== "string") return;
  const value = map(request.headers[name]);
  request.headers[name] = value;
  const at = request.rawHeaders.findIndex((each: string) => each.toLowerCase() === name);
  request.rawHeaders[at + 1] = value;
};

const BY = (operation: string) =>
  `a change by ${operation} has the operation, the table, the key and the items before and after`;

const CHANGED = "strings, numbers, booleans, null, lists and maps arrive unchanged";
const LONG = "an integer beyond 2^53 arrives as a bigint with all its digits";
const BYTES = "bytes in an item arrive unchanged, even if there are none";

/** Adapters of Eventarc and Cloud Scheduler, with the mistakes that people make there. */
export const eventarcMutants: readonly Mutant[] = [
  ...ofWire("gcp/firestore-json", [
    {
      name: "the documents before and after are swapped",
      event({ data }) {
        if (data) [data.value, data.oldValue] = [data.oldValue, data.value];
      },
      caughtBy: [BY("update"), BY("insert")],
    },
    {
      name: "a delete is read as an update",
      event(event) {
        if (!event.data?.value) event.type = event.type?.replace("written", "updated");
      },
      caughtBy: [BY("delete")],
    },
    {
      name: "whatever was written is an update",
      event(event) {
        event.type = event.type?.replace("written", "updated");
      },
      caughtBy: [BY("insert"), BY("delete")],
    },
    {
      name: "an integer is rounded",
      event: values((type, of) => ({ [type]: type === "integerValue" ? `${Number(of)}` : of })),
      caughtBy: [LONG],
    },
    {
      name: "bytes stay base64",
      event: values((type, of) => ({ [type === "bytesValue" ? "stringValue" : type]: of })),
      caughtBy: [BYTES],
    },
    {
      name: "an empty map or list is read as null",
      event: values((type, of) =>
        /map|array/.test(type) && Object.keys(of).length === 0 ? { nullValue: null } : { [type]: of },
      ),
      caughtBy: [CHANGED],
    },
    {
      name: "a field named __proto__ is dropped",
      event: values((type, of) => ({
        [type]:
          type === "mapValue" && of.fields
            ? {
                fields: Object.fromEntries(
                  Object.entries(of.fields).filter(([name]) => name !== "__proto__"),
                ),
              }
            : of,
      })),
      caughtBy: ["attributes named like members of Object arrive, even __proto__"],
    },
    {
      name: "a key is decoded once more",
      function: withInput(({ key }) => {
        try {
          return { key: { id: decodeURIComponent(key.id) } };
        } catch {
          return {};
        }
      }),
      caughtBy: ["a key arrives as it is: a%20b%2Bc+d"],
    },
  ]),
  ...ofWire("gcp/firestore", [
    {
      name: "an integer of protobuf goes through a double",
      function: withInput((change) => ({
        after: change.after && mapIntegers(change.after),
      })),
      caughtBy: [LONG],
    },
    {
      name: "protobuf is read as text",
      event(request) {
        if (request.rawBody) request.rawBody = Buffer.from(request.rawBody.toString("utf8"));
      },
      caughtBy: [BYTES, CHANGED],
    },
    {
      name: "verify is not called",
      options: verifying(() => "platform"),
      caughtBy: [WRONG_SECRET, WRONG_TOKEN],
    },
    {
      name: "an id is random",
      function: withInput(() => ({ id: crypto.randomUUID() })),
      caughtBy: ["two changes of one item have different ids, and keep them when they are delivered again"],
    },
  ]),
  ...ofWire("gcp/cloud-storage", [
    {
      name: "archived is read as deleted",
      event: header("ce-type", (type) => type.replace("archived", "deleted")),
      caughtBy: ["a notification says that an object is no longer the live version"],
    },
    {
      name: "metadata that changed is read as a creation",
      event: header("ce-type", (type) => type.replace("metadataUpdated", "finalized")),
      caughtBy: [
        "a notification says that an object was updated, and in which bucket",
        "a notification whose operation no function handles is acknowledged without a run, and the log says so",
      ],
    },
    {
      name: "a key is decoded, though it is not encoded",
      function: withInput(({ key }) => {
        try {
          return { key: decodeURIComponent(key.replaceAll("+", " ")) };
        } catch {
          return {};
        }
      }),
      caughtBy: ["a key is decoded once: one+one.txt", "a key is decoded once: a%20b%2Bc%25.txt"],
    },
    {
      name: "a size stays a text",
      function: withInput(({ size }) => ({ size: size === undefined ? size : `${size}` })),
      caughtBy: ["an object of 0 bytes has this size", "an object of 1 bytes has this size"],
    },
    {
      name: "the size of a deleted object is told",
      function: withInput(({ operation, data, size }) => ({
        size: operation === "deleted" ? Number(data.size) : size,
      })),
      caughtBy: ["a deleted object has no size"],
    },
    {
      name: "a failure is answered 202",
      sink: status((code) => (code === 500 ? 202 : code)),
      caughtBy: ["a notification has the same id at each delivery"],
    },
  ]),
  ...ofWire("gcp/eventarc", [
    {
      name: "an attribute is not decoded",
      event: header("ce-subject", (subject) => encodeURIComponent(subject)),
      caughtBy: ["an event has the subject of its sender, or none"],
    },
    {
      name: "a text is parsed as JSON",
      function: withInput(({ data }) => {
        try {
          return { data: JSON.parse(data) };
        } catch {
          return {};
        }
      }),
      caughtBy: ["the data of an event is a text that is JSON itself"],
    },
  ]),
  ...ofWire("gcp/cloud-scheduler", [
    {
      name: "the zone of a planned time is ignored",
      event: header("x-cloudscheduler-scheduletime", (time) => time.replace(/[+-]\d\d:\d\d$/, "Z")),
      caughtBy: ["a tick has its planned time, as a Date and as the event's time"],
    },
    {
      name: "a tick has the time of its arrival",
      function: withInput(() => ({ scheduledAt: new Date() })),
      caughtBy: ["a tick has its planned time, as a Date and as the event's time"],
    },
    {
      name: "a failed run is answered 200",
      sink: status((code) => (code === 500 ? 200 : code)),
      caughtBy: ["a tick whose function failed is delivered again"],
    },
  ]),
];

function mapIntegers(item: Native): Native {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === "bigint" ? BigInt(Number(value)) : value,
    ]),
  );
}
