import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { storageQueue } from "../codecs/storage-queue.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for Azure Storage queues only. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ bindTo<MessageFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([messageKind], [storageQueue]),
);
