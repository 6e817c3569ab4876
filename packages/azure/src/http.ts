/** HTTP only. @packageDocumentation */
import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { http } from "./codecs/http.js";
import { createStream } from "./stream.js";

export type { Adapt, AzureHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";

/** `adapt` for HTTP functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt = /* @__PURE__ */ bindTo<HttpFunction>(
  () => process.env,
  /* @__PURE__ */ httpPipeline([http]),
);

/** `stream` for HTTP functions. See `stream` of `@onefn/azure`. */
export const stream: Adapt = /* @__PURE__ */ createStream(() => process.env);
