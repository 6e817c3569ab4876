import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { cosmos } from "../codecs/cosmos.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for the change feed of Azure Cosmos DB only. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ bindTo<ChangeFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([changeKind], [cosmos]),
);
