/**
 * AWS, played from outside: gateways and queues that hand native events to the adapter and read its results by AWS's
 * documented rules. It shares no code with the codecs.
 * @packageDocumentation
 */
import { listFunctions } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt as adaptHttp } from "../http/api-gateway-v2.js";
import { adapt as adaptMessage } from "../message/sqs.js";
import { apiGatewayV2 as v2 } from "./gateways/api-gateway-v2.js";
import type { LambdaHost } from "./host.js";
import { createHttpWire } from "./http-wire.js";
import { inProcess } from "./lambda/in-process.js";
import { createSqsWire } from "./sqs/wire.js";

export type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "./host.js";
export { inProcess } from "./lambda/in-process.js";

/**
 * AWS's gateways and queues around whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function createSimulator(host: LambdaHost): Simulator {
  return {
    provider: "aws",
    http: [v2].map((gateway) => createHttpWire(gateway, host, capabilities[gateway.trigger] ?? {})),
    message: [false, true].map((fifo) => createSqsWire(fifo, host, capabilities.sqs ?? {})),
  };
}

/** AWS with Lambda played in this process. */
export const simulator: Simulator = createSimulator(
  inProcess((functions, options) => {
    const [first] = listFunctions("onefn/aws", functions);
    return (first?.kind === "http" ? adaptHttp : adaptMessage)(functions, options);
  }),
);
