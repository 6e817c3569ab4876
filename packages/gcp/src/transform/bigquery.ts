import "#globals";
import type { HttpFunction, TransformFunction } from "onefn";
import { requestPipeline, transformKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { bigquery } from "../codecs/bigquery.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for remote functions of BigQuery alone, beside http. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | TransformFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(requestPipeline([functionsFramework], [transformKind], [bigquery])),
);
