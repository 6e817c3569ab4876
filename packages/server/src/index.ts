/**
 * Runs functions on Node, Bun and Deno servers and in containers: http, and events that arrive as requests.
 * @packageDocumentation
 */
import "#globals";
import type {
  ChangeFunction,
  EventFunction,
  HttpFunction,
  MessageFunction,
  StorageFunction,
  TaskFunction,
  TransformFunction,
} from "onefn";
import {
  changeKind,
  eventKind,
  messageKind,
  requestPipeline,
  storageKind,
  transformKind,
  withTaskRequests,
} from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { cloudTasks, THROTTLE_QUEUE } from "./codecs/cloud-tasks.js";
import { batchOfAnyKind, cloudEventsOfAnyKind } from "./codecs/cloudevents-of-any-kind.js";
import { dapr } from "./codecs/dapr.js";
import { eventGrid } from "./codecs/event-grid.js";
import { fetch } from "./codecs/fetch.js";
import { node } from "./codecs/node.js";
import { pubsub } from "./codecs/pubsub.js";
import { pubsubUnwrapped } from "./codecs/pubsub-unwrapped.js";
import { transform } from "./codecs/transform.js";
import { DAPR } from "./dapr-subscriptions.js";
import { eventServer } from "./event-server.js";
import type { ServerOptions } from "./options.js";

export type { AdaptOptions } from "onefn/provider";
export type { Adapt } from "./adapt.js";
export type { Adapted } from "./adapted.js";
export type { DaprBulk, DaprOptions, ServerOptions } from "./options.js";
export type { ServeOptions, Server } from "./serve.js";
export { serve } from "./serve.js";
export type { ShutdownOptions } from "./shutdown.js";

/**
 * Prepares functions for a server. Http functions are routed by `path` and `methods`, message functions by `from`: the
 * topic or subscription of Pub/Sub, the queue of Cloud Tasks, the topic of Dapr, or the source of CloudEvents, which all
 * arrive as requests. CloudEvents also go to storage functions by `bucket`, to change functions by `table`, and to event
 * functions by `type` and `source`. So do events that Azure Event Grid sends by webhook. Tasks are called by http, too,
 * and transforms get their records in requests. The option `events` says how such requests are verified.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method or the same topic, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for
 * anything else.
 * @example
 * export default adapt(hello); // Bun and Deno serve the default export's `fetch`
 * @example
 * await serve(adapt({ hello, orders }, { events: { verify } }), { port: 8080 });
 */
export const adapt: Adapt<
  | HttpFunction
  | MessageFunction
  | StorageFunction
  | ChangeFunction
  | EventFunction
  | TaskFunction
  | TransformFunction,
  ServerOptions
> = /* @__PURE__ */ createAdapt(
  { ...eventServer, options: { ...eventServer.options, dapr: DAPR, throttleQueue: THROTTLE_QUEUE } },
  withTaskRequests(
    requestPipeline(
      [node, fetch],
      [messageKind, storageKind, changeKind, eventKind, transformKind],
      [cloudTasks, pubsubUnwrapped, pubsub, dapr, cloudEventsOfAnyKind, batchOfAnyKind, eventGrid, transform],
    ),
  ),
);
