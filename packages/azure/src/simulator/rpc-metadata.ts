import { Buffer } from "node:buffer";
import type { AttributeValue } from "onefn/provider";
import type { Long, RpcData, Sending } from "./worker.js";

/** What an extension says of one record, by the names of .NET. A text is null where there is none. */
export interface Properties {
  readonly texts: Readonly<Record<string, string | null>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** How the host sends data to an app that was set up by `register` of this package. */
export const REGISTERED: Sending = { binary: true, emptyEntries: true };

/** The host's data for the records of an invocation, of which there is one with cardinality `one`. */
export function metadataOf(
  all: readonly Properties[],
  cardinality: "one" | "many",
  sending: Sending,
): Readonly<Record<string, RpcData>> {
  const [first] = all;
  return cardinality === "one" && first ? metadataOfOne(first) : metadataOfMany(all, sending);
}

/** The host's data for one record: a text is a text, null is nothing, all else is JSON. */
export function metadataOfOne({ texts, numbers, values }: Properties): Readonly<Record<string, RpcData>> {
  const data: Record<string, RpcData> = {};
  for (const [name, value] of Object.entries(texts)) data[name] = value === null ? {} : { string: value };
  for (const [name, value] of Object.entries({ ...numbers, ...values }))
    data[name] = { json: JSON.stringify(value) };
  return data;
}

/**
 * The host's data for a batch: an array for each property. Texts go as a collection, which has no null, and no empty one
 * unless the worker asks for them.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
 */
function metadataOfMany(all: readonly Properties[], sending: Sending): Readonly<Record<string, RpcData>> {
  const data: Record<string, RpcData> = {};
  const [first] = all;
  for (const name of Object.keys(first?.texts ?? {}))
    data[`${name}Array`] = collectionOf(
      all.map(({ texts }) => texts[name] ?? null),
      sending,
    );
  for (const name of Object.keys(first?.numbers ?? {}))
    data[`${name}Array`] = {
      collectionSint64: { sint64: all.map(({ numbers }) => toLong(numbers[name] ?? 0)) },
    };
  for (const name of Object.keys(first?.values ?? {}))
    data[`${name}Array`] = { json: JSON.stringify(all.map(({ values }) => values[name])) };
  return data;
}

/** The trigger's own data: one body, or those of a batch. */
export function dataOf(
  bodies: readonly Uint8Array[],
  cardinality: "one" | "many",
  sending: Sending,
): RpcData {
  if (cardinality === "many")
    return sending.binary
      ? { collectionBytes: { bytes: bodies } }
      : collectionOf(bodies.map(toText), sending);
  const [body = new Uint8Array()] = bodies;
  return sending.binary ? { bytes: body } : { string: toText(body) };
}

function collectionOf(texts: readonly (string | null)[], { emptyEntries }: Sending): RpcData {
  const string = texts.map((text) => text ?? "");
  return { collectionString: { string: emptyEntries ? string : string.filter((text) => text !== "") } };
}

function toText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function toLong(value: number): Long {
  const wide = BigInt(value);
  return { low: Number(BigInt.asIntN(32, wide)), high: Number(wide >> 32n), unsigned: false };
}

/** The sender's properties as the host writes them into JSON: bytes are base64. */
export function propertiesInJson(
  properties: Readonly<Record<string, AttributeValue>>,
): Readonly<Record<string, unknown>> {
  const written = Object.entries(properties).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  ]);
  return Object.fromEntries(written);
}

/** A time of .NET that is called "Utc" and has no zone. */
export function withoutZone(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "");
}
