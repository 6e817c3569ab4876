import { alb } from "./alb.js";
import { apiGatewayV1 } from "./api-gateway-v1.js";
import { apiGatewayV2 } from "./api-gateway-v2.js";
import { edge } from "./edge.js";
import { functionUrl } from "./function-url.js";
import { vpcLatticeV1, vpcLatticeV2 } from "./vpc-lattice.js";

/** Every HTTP wire. No event matches two of them. */
export const httpCodecs = [edge, alb, vpcLatticeV2, vpcLatticeV1, functionUrl, apiGatewayV2, apiGatewayV1];

/** The wires that can stream. */
export const streamingCodecs = [functionUrl, apiGatewayV1];
