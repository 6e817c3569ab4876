import type { Gateway } from "../gateway.js";
import { alb, albMultiValue } from "./alb.js";
import { apiGatewayV1, apiGatewayV1Stream } from "./api-gateway-v1.js";
import { apiGatewayV2 } from "./api-gateway-v2.js";
import { edgeOriginRequest, edgeViewerRequest } from "./edge.js";
import { functionUrl, functionUrlStream } from "./function-url.js";
import { vpcLatticeV1, vpcLatticeV2 } from "./vpc-lattice.js";

/** Every gateway that is simulated. */
export const gateways: readonly Gateway[] = [
  apiGatewayV2,
  functionUrl,
  apiGatewayV1,
  alb,
  albMultiValue,
  vpcLatticeV1,
  vpcLatticeV2,
  edgeViewerRequest,
  edgeOriginRequest,
  functionUrlStream,
  apiGatewayV1Stream,
];
