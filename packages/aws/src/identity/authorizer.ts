import type { IdentityFunction } from "onefn";
import { callPipeline, identityKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { authorizer, authorizerV2 } from "../codecs/authorizer.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for identity functions behind API Gateway's Lambda authorizers only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<IdentityFunction> = /* @__PURE__ */ createAdapt(
  callPipeline(identityKind, [authorizer, authorizerV2]),
);
