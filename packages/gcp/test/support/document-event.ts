import { encoded } from "./document-proto.js";

export const DATABASE = "projects/shop/databases/(default)";
export const NAME = `${DATABASE}/documents/orders/1`;

/** The event of a document, as functions-framework hands it over. */
export const event = (data: unknown, members: object = {}) => ({
  specversion: "1.0",
  id: "1",
  type: "google.cloud.firestore.document.v1.written",
  source: `//firestore.googleapis.com/${DATABASE}`,
  subject: "documents/orders/1",
  document: "orders/1",
  time: "2026-01-02T03:04:05.123456Z",
  data,
  ...members,
});

/** A document as Firestore's API writes it. */
export const document = (fields: object, name: string = NAME) => ({ name, fields });

/** Both forms of the same data. */
export const forms = (data: object) => [
  ["JSON", event(data)] as const,
  ["protobuf", event(encoded(toObject(data) as object))] as const,
];

/** JSON of the API in the words of protobufjs. */
export function toObject(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toObject);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (name === "nullValue") return [name, 0];
      if (name === "doubleValue") return [name, Number(each)];
      if (name === "timestampValue") return [name, timeOf(each)];
      return [name, toObject(each)];
    }),
  );
}

function timeOf(text: string) {
  const [, fraction = ""] = /\.(\d+)Z$/.exec(text) ?? [];
  return { seconds: Math.floor(Date.parse(text) / 1000), nanos: Number(fraction.padEnd(9, "0")) };
}

export const REFERENCE = `${DATABASE}/documents/users/ada`;

/** Every type of value, as the API writes it. */
export const FIELDS = {
  nothing: { nullValue: null },
  yes: { booleanValue: true },
  no: { booleanValue: false },
  zero: { integerValue: "0" },
  negative: { integerValue: "-1" },
  least: { integerValue: "-9223372036854775808" },
  most: { integerValue: "9223372036854775807" },
  safe: { integerValue: "9007199254740991" },
  unsafe: { integerValue: "9007199254740993" },
  double: { doubleValue: 0.1 },
  nan: { doubleValue: "NaN" },
  infinite: { doubleValue: "-Infinity" },
  micros: { timestampValue: "2020-04-23T09:58:53.211035Z" },
  seconds: { timestampValue: "2020-04-23T09:58:53Z" },
  before: { timestampValue: "1969-12-31T23:59:59.500Z" },
  text: { stringValue: "wörter 🎉" },
  marked: { stringValue: "\ufeffa byte order mark" },
  empty: { stringValue: "" },
  bytes: { bytesValue: "AP/+" },
  reference: { referenceValue: REFERENCE },
  point: { geoPointValue: { latitude: 52.5, longitude: 13.4 } },
  equator: { geoPointValue: { longitude: 13.4 } },
  list: { arrayValue: { values: [{ integerValue: "1" }, { stringValue: "two" }, { nullValue: null }] } },
  none: { arrayValue: {} },
  map: { mapValue: { fields: { deep: { mapValue: { fields: { it: { booleanValue: true } } } } } } },
  emptyMap: { mapValue: {} },
  vector: {
    mapValue: {
      fields: {
        __type__: { stringValue: "__vector__" },
        value: { arrayValue: { values: [{ doubleValue: 1 }, { doubleValue: -0.5 }] } },
      },
    },
  },
  "a.b `c` é": { stringValue: "a name" },
};
