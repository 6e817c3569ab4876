/**
 * Only events, through every wire of Lambda that delivers them.
 * @packageDocumentation
 */
import type { EventFunction } from "onefn";
import { eventKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { alarm } from "./codecs/alarm.js";
import { eventbridge } from "./codecs/eventbridge.js";
import { logs } from "./codecs/logs.js";
import { ses } from "./codecs/ses.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for event functions. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<EventFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([eventKind], [eventbridge, logs, alarm, ses]),
);
