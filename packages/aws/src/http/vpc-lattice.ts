import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { vpcLatticeV1, vpcLatticeV2 } from "../codecs/vpc-lattice.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for VPC Lattice only, both event structures. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(
  httpPipeline([vpcLatticeV2, vpcLatticeV1]),
);
