import type { ServerRecord } from "@onefn/server/platform";
import type { Context, HttpContext } from "onefn";
import { type BlockingEvent, blockingEventIn } from "./codecs/blocking.js";
import type { GcpRequest, GcpResponse } from "./native.js";

/** What `context.platform` holds on Google Cloud, in an http function. */
export interface GcpPlatform {
  /** The framework's request. If its body is unread, read it either here or from the portable Request. */
  readonly request: GcpRequest;
  /** Where onefn writes the answer after the handler has returned one. */
  readonly response: GcpResponse;
}

/** What it holds in a function of events. */
export interface GcpRecordPlatform extends Partial<GcpPlatform> {
  /** The CloudEvent, by the signature `cloudevent`; by `http` there are request and response. */
  readonly event?: unknown;
  /**
   * What Pub/Sub says about the message. If the request itself is the message (a task, a run of Cloud Scheduler, an
   * unwrapped push), its method, URL and headers. For other events of Eventarc, the data.
   */
  readonly record: ServerRecord;
}

/**
 * Whether a context is Google Cloud's; types `platform` when it is.
 *
 * @example
 * if (isGcp(context)) context.platform.request.rawBody;
 */
export function isGcp<C extends Context>(
  context: C,
): context is C & {
  readonly provider: "gcp";
  readonly platform: C extends Pick<HttpContext, "client"> ? GcpPlatform : GcpRecordPlatform;
} {
  return context.provider === "gcp";
}

/**
 * What Identity Platform told a blocking function, by its own names. In an identity function, `adapt` has verified it.
 *
 * @param platform `context.platform`.
 * @example
 * if (isGcp(context)) context.log.info("method", { method: blockingEvent(context.platform)?.sign_in_method });
 */
export function blockingEvent({ request }: { readonly request?: GcpRequest }): BlockingEvent | undefined {
  try {
    return blockingEventIn(JSON.parse(String(request?.rawBody)));
  } catch {
    return undefined;
  }
}

export type { PubsubDelivery, PubsubMessage, ServerRecord } from "@onefn/server/platform";
export type { BlockingEvent } from "./codecs/blocking.js";
export type { BlockingResponses } from "./codecs/blocking-responses.js";
export { blockingResponse } from "./codecs/blocking-responses.js";
export type { GcpRequest, GcpResponse };
