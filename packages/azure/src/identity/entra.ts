import "#globals";
import type { HttpFunction, IdentityFunction } from "onefn";
import { identityKind, requestCalls, requestPipeline } from "onefn/provider";
import { type Adapt, bindAs } from "../bind.js";
import { entra } from "../codecs/entra.js";
import { http } from "../codecs/http.js";
import { azureWithEvents } from "../events.js";

export type { Adapt, AzureHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for custom authentication extensions of Microsoft Entra alone, beside http. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<HttpFunction | IdentityFunction> = /* @__PURE__ */ bindAs<
  HttpFunction | IdentityFunction
>(
  azureWithEvents,
  () => process.env,
  /* @__PURE__ */ requestPipeline([http], [], [], [/* @__PURE__ */ requestCalls(identityKind, [entra])]),
);
