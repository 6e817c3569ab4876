import type { IdentityFunction } from "onefn";
import { callPipeline, identityKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { cognito } from "../codecs/cognito.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for identity functions over the triggers of Cognito's user pools only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<IdentityFunction> = /* @__PURE__ */ createAdapt(
  callPipeline(identityKind, [cognito]),
);
