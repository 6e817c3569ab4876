import { Buffer } from "node:buffer";
import type { WrittenRequest } from "onefn/simulator";
import type { CloudEventDocument } from "./event.js";

/** A request, as far as an event decides it. */
export type Written = Pick<WrittenRequest, "headers" | "body">;

/**
 * The request of a CloudEvent in binary mode: attributes are headers, and the data is the body.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode
 * @example
 * await fetch(url, { method: "POST", ...inBinaryMode(cloudEvent("hello")) });
 * @trigger cloudevents cloudevents-any cloudevents-storage cloudevents-change
 */
export function inBinaryMode({
  datacontenttype,
  data,
  data_base64,
  ...attributes
}: CloudEventDocument): Written {
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, escaped(String(value))]);
  return {
    headers: {
      ...Object.fromEntries(headers),
      ...(datacontenttype !== undefined && { "content-type": datacontenttype }),
    },
    body: bodyOf(data, data_base64, datacontenttype),
  };
}

function bodyOf(data: unknown, base64: string | undefined, type: string | undefined): Written["body"] {
  if (base64 !== undefined) return new Uint8Array(Buffer.from(base64, "base64"));
  const text = typeof data === "string" && !/json/.test(type ?? "") ? data : (JSON.stringify(data) ?? "");
  // Bytes: fetch adds a content type to a text.
  return new TextEncoder().encode(text);
}

/** Printable ASCII stays, except what the binding names: space, quote and percent sign. */
function escaped(value: string): string {
  return [...Buffer.from(value)]
    .map((byte) => {
      const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x25;
      return isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/**
 * The request of a CloudEvent in structured mode: all of it is the body.
 *
 * @example
 * await fetch(url, { method: "POST", ...inStructuredMode(cloudEvent("hello")) });
 * @trigger cloudevents-structured
 */
export function inStructuredMode(document: CloudEventDocument): Written {
  return {
    headers: { "content-type": "application/cloudevents+json; charset=utf-8" },
    body: JSON.stringify(document),
  };
}

/**
 * The request of several CloudEvents.
 *
 * @example
 * await fetch(url, { method: "POST", ...inBatchedMode([cloudEvent("hello")]) });
 * @trigger cloudevents-batch
 */
export function inBatchedMode(documents: readonly CloudEventDocument[]): Written {
  return {
    headers: { "content-type": "application/cloudevents-batch+json" },
    body: JSON.stringify(documents),
  };
}
