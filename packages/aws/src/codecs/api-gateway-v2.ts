import {
  isFunctionUrl,
  isPayloadV2,
  type PayloadV2Event,
  type PayloadV2Result,
  payloadV2,
} from "./payload-v2.js";
import { httpCodec } from "./wire.js";

/**
 * API Gateway HTTP APIs, payload format 2.0. Paths arrive decoded, with the stage's name in front unless the stage is
 * `$default`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const apiGatewayV2 = /* @__PURE__ */ httpCodec<PayloadV2Event, PayloadV2Result>({
  ...payloadV2,
  trigger: "api-gateway-v2",
  matches: (native) => isPayloadV2(native) && !isFunctionUrl(native),
});
