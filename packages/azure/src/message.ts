/**
 * Only messages, through every trigger of Azure Functions that carries them.
 * @packageDocumentation
 */
import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { messageCodecs } from "./codecs/messages.js";

export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";

/** `adapt` for message functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ bindTo<MessageFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([messageKind], messageCodecs),
);
