import "#globals";
import type { MessageFunction } from "onefn";
import { messageKind, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { dapr } from "../codecs/dapr.js";
import { fetch } from "../codecs/fetch.js";
import { node } from "../codecs/node.js";
import { DAPR } from "../dapr-subscriptions.js";
import { eventServer } from "../event-server.js";
import type { ServerOptions } from "../options.js";

export type { Adapt } from "../adapt.js";
export type { Adapted } from "../adapted.js";
export type { DaprBulk, DaprOptions, ServerOptions } from "../options.js";

/** `adapt` for messages of Dapr's pub/sub only. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<MessageFunction, ServerOptions> = /* @__PURE__ */ createAdapt(
  { ...eventServer, options: { ...eventServer.options, dapr: DAPR } },
  requestPipeline([node, fetch], [messageKind], [dapr]),
);
