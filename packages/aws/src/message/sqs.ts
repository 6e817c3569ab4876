import type { MessageFunction } from "onefn";
import { messagePipeline } from "onefn/provider";
import { createAdapt } from "../adapt.js";
import { sqs } from "../codecs/sqs.js";

/** `adapt` for Amazon SQS alone: the smallest bundle. See `adapt` of `@onefn/aws`. */
export const adapt = createAdapt<MessageFunction>(messagePipeline([sqs]));
