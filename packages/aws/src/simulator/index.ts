/**
 * AWS, played from outside: gateways and queues that hand native events to the adapter and read its results by AWS's
 * documented rules. It shares no code with the codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt, stream } from "../index.js";
import { alb, albMultiValue } from "./gateways/alb.js";
import { apiGatewayV1, apiGatewayV1Stream } from "./gateways/api-gateway-v1.js";
import { apiGatewayV2 } from "./gateways/api-gateway-v2.js";
import { edgeOriginRequest, edgeViewerRequest } from "./gateways/edge.js";
import { functionUrl, functionUrlStream } from "./gateways/function-url.js";
import { vpcLatticeV1, vpcLatticeV2 } from "./gateways/vpc-lattice.js";
import type { LambdaHost } from "./host.js";
import { createHttpWire } from "./http-wire.js";
import { inProcess } from "./lambda/in-process.js";
import { createSqsWire } from "./sqs/wire.js";

export type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "./host.js";
export type { Adapter, MakeHandler } from "./lambda/in-process.js";
export { inProcess } from "./lambda/in-process.js";

const gateways = [
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

/**
 * AWS's gateways and queues around whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function createSimulator(host: LambdaHost): Simulator {
  return {
    provider: "aws",
    http: gateways.map((gateway) => createHttpWire(gateway, host, capabilities[gateway.trigger] ?? {})),
    message: [false, true].map((fifo) => createSqsWire(fifo, host, capabilities.sqs ?? {})),
  };
}

/** AWS with Lambda played in this process. */
export const simulator: Simulator = createSimulator(inProcess({ adapt, stream }));
