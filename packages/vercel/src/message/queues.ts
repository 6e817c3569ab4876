import type { MessageFunction } from "onefn";
import { messageKind, type Pipeline, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { fetch } from "../codecs/fetch.js";
import { queues } from "../codecs/queues.js";
import type { VercelOptions } from "../options.js";
import { vercelQueues } from "../queues/provider.js";

export type { Adapt, Adapted } from "../adapt.js";
export type { VercelOptions } from "../options.js";

const requests = /* @__PURE__ */ requestPipeline([fetch], [messageKind], [queues]);

/** Requests bring the messages, and are no kind of function here. */
const pipeline: Pipeline = { ...requests, kinds: ["message"] };

/** `adapt` for Vercel Queues alone. See `adapt` of `@onefn/vercel`. */
export const adapt: Adapt<MessageFunction, VercelOptions, "@onefn/vercel/message/queues"> =
  /* @__PURE__ */ createAdapt(vercelQueues, pipeline);
