import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "onefn";
import type { CloudEventRecord } from "./codecs/cloudevent.js";
import type { PubsubDelivery } from "./codecs/pubsub.js";
import type { PolledPlatform } from "./poll/platform.js";
import type { SchedulePlatform } from "./schedule/platform.js";

/**
 * What an event has of one record: the document that Pub/Sub pushed, a CloudEvent in its JSON format, or an event of Event
 * Grid in its own schema. Where a message is the request itself, as a task and an unwrapped push are, its method, URL and
 * headers.
 */
export type ServerRecord = Partial<PubsubDelivery> &
  Partial<Pick<Request, "method" | "url" | "headers">> &
  CloudEventRecord;

/** What `context.platform` holds on a server. */
export type ServerPlatform =
  | PolledPlatform
  | SchedulePlatform
  | ((NodePlatform | FetchPlatform) & {
      /** In a function of another kind than http: what the event has of this record. The request's body was read. */
      readonly record?: ServerRecord;
    });

/** A request that `serve` received on Node. */
export interface NodePlatform {
  readonly wire: "node";
  /** Node's request. Its body is one stream: read it either here or from the portable Request. */
  readonly request: IncomingMessage;
  /** Where onefn writes the answer after the handler has returned one. */
  readonly response: ServerResponse;
}

/** A request passed to `fetch`. */
export interface FetchPlatform {
  readonly wire: "fetch";
  readonly request: Request;
  /** What the runtime passes beside the request: Bun's server, Deno's connection information. */
  readonly info: unknown;
}

/**
 * Whether a context is a server's; types `platform` when it is.
 *
 * @example
 * if (isServer(context) && context.platform.wire === "node") context.platform.request.socket;
 */
export function isServer<C extends Context>(
  context: C,
): context is C & { readonly provider: "server"; readonly platform: ServerPlatform } {
  return context.provider === "server";
}

export type { CloudEventRecord } from "./codecs/cloudevent.js";
export type { PubsubDelivery, PubsubMessage } from "./codecs/pubsub.js";
export type { PolledPlatform } from "./poll/platform.js";
export type { Occurrence } from "./schedule/codec.js";
export type { SchedulePlatform } from "./schedule/platform.js";
