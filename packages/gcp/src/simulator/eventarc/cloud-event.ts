import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { asJson, type CloudEventDocument, inBinaryMode } from "@onefn/server/simulator";
import type { WrittenRequest } from "onefn/simulator";

/** A CloudEvent as functions-framework gives it to a function: its extensions are members, and bytes are a Buffer. */
export interface GoogleCloudEvent<Data = unknown> {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype?: string;
  readonly data?: Data;
  readonly [extension: string]: unknown;
}

/** What every event of Eventarc has, whatever sent it. */
export function eventarcEvent<Data>({
  id = randomUUID(),
  at,
  ...rest
}: {
  readonly id?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly datacontenttype: string;
  readonly data: Data;
  readonly [extension: string]: unknown;
}): GoogleCloudEvent<Data> {
  const time = new Date(at).toISOString().replace("Z", "000Z");
  return { specversion: "1.0", id, time, ...rest } as GoogleCloudEvent<Data>;
}

/**
 * The request of an event: attributes are headers, and the data is the body. What is no CloudEvent is written as a
 * document.
 */
export function writeEvent(event: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const { specversion, data, ...attributes } = Object(event) as Partial<GoogleCloudEvent>;
  if (specversion !== "1.0") return asJson(event);
  const content =
    data instanceof Uint8Array ? { data_base64: Buffer.from(data).toString("base64") } : { data };
  return inBinaryMode({ specversion, ...attributes, ...content } as CloudEventDocument);
}
