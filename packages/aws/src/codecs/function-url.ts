import {
  isFunctionUrl,
  isPayloadV2,
  type PayloadV2Event,
  type PayloadV2Result,
  payloadV2,
  preludeV2,
} from "./payload-v2.js";
import { streamingCodec } from "./wire.js";

/**
 * Lambda Function URLs: payload format 2.0, with paths as the client encoded them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export const functionUrl = /* @__PURE__ */ streamingCodec<PayloadV2Event, PayloadV2Result>(
  {
    ...payloadV2,
    trigger: "function-url",
    matches: (native) => isPayloadV2(native) && isFunctionUrl(native),
  },
  preludeV2,
);
