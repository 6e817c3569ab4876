/** Messages only, on every wire of Lambda that carries them. @packageDocumentation */
import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { activemq } from "./codecs/activemq.js";
import { kafka } from "./codecs/kafka.js";
import { kinesis } from "./codecs/kinesis.js";
import { rabbitmq } from "./codecs/rabbitmq.js";
import { sns } from "./codecs/sns.js";
import { sqs } from "./codecs/sqs.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for message functions. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([messageKind], [sqs, sns, kinesis, kafka, activemq, rabbitmq]),
);
