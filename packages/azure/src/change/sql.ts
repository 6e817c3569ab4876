import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { sql } from "../codecs/sql.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for Azure SQL only. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ bindTo<ChangeFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([changeKind], [sql]),
);
