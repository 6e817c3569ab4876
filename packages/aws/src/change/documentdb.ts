import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { documentdb } from "../codecs/documentdb.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon DocumentDB only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([changeKind], [documentdb]),
);
