import { Buffer } from "node:buffer";
import {
  type ContextReaders,
  carriedSize,
  createRequest,
  type HttpCodec,
  parseTraceparent,
} from "onefn/provider";
import { clientOf } from "../client.js";
import { identityOf } from "../identity-context.js";
import type { NetlifyEvent, NetlifyEventContext, NetlifyGeo } from "../platform.js";
import { EventRequest, headerOf } from "./event-request.js";
import { encode, type NetlifyResult } from "./event-result.js";

export type { NetlifyResult } from "./event-result.js";

type MaybeContext = NetlifyEventContext | undefined;

const readers: ContextReaders<NetlifyEvent, MaybeContext> = {
  requestId: (event) => headerOf(event, "x-nf-request-id") ?? undefined,
  trace: (event) => parseTraceparent(headerOf(event, "traceparent"), headerOf(event, "tracestate")),
  client: (event, _, options) =>
    clientOf(
      headerOf(event, "x-nf-client-connection-ip") ?? undefined,
      geoIn(headerOf(event, "x-nf-geo")),
      headerOf(event, "x-forwarded-for"),
      options,
    ),
  auth: (_, context) => identityOf(context?.clientContext),
};

/** Netlify writes this header itself, as base64 of JSON. */
function geoIn(header: string | null): NetlifyGeo | undefined {
  try {
    return header ? JSON.parse(Buffer.from(header, "base64").toString()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Events and results in the style of AWS Lambda.
 * @see https://docs.netlify.com/functions/lambda-compatibility/
 */
export const event: HttpCodec<NetlifyEvent, NetlifyResult, MaybeContext> = {
  kind: "http",
  trigger: "event",
  matches(native) {
    const { rawUrl, httpMethod, headers } = (native ?? {}) as Partial<NetlifyEvent>;
    return typeof rawUrl === "string" && typeof httpMethod === "string" && Object(headers) === headers;
  },
  decode: (native, decoding) => createRequest(new EventRequest(native, decoding)),
  method: (native) => native.httpMethod,
  encode,
  bodySize: carriedSize,
  context: readers,
};
