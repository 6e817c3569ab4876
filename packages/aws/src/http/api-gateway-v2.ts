import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { createAdapt } from "../adapt.js";
import { apiGatewayV2 } from "../codecs/api-gateway-v2.js";

/** `adapt` for API Gateway HTTP APIs (payload format 2.0) alone: the smallest bundle. See `adapt` of `@onefn/aws`. */
export const adapt = createAdapt<HttpFunction>(httpPipeline([apiGatewayV2]));
