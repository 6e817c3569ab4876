/**
 * Only changes of tables and documents, through every trigger of Azure Functions that delivers them.
 * @packageDocumentation
 */
import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { cosmos } from "./codecs/cosmos.js";
import { sql } from "./codecs/sql.js";

export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";

/** `adapt` for change functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ bindTo<ChangeFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([changeKind], [cosmos, sql]),
);
