import "#globals";
import type { HttpFunction, IdentityFunction } from "onefn";
import { identityKind, requestCalls, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { blocking } from "../codecs/blocking.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for blocking functions of Identity Platform alone, beside http. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | IdentityFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(requestPipeline([functionsFramework], [], [], [requestCalls(identityKind, [blocking])])),
);
