/**
 * AWS, played from outside: gateways and queues that hand native events to the adapter and read its results by AWS's
 * documented rules. It shares no code with the codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt, stream } from "../index.js";
import { gateways } from "./gateways/index.js";
import type { LambdaHost } from "./host.js";
import { createHttpWire } from "./http-wire.js";
import { inProcess } from "./lambda/in-process.js";
import { createSqsWire } from "./sqs/wire.js";

export {
  alb,
  apiGatewayV1,
  apiGatewayV2,
  cloudFront,
  functionUrl,
  vpcLattice,
  vpcLatticeV1,
} from "./events.js";
export type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "./host.js";
export type { Adapter, MakeHandler } from "./lambda/in-process.js";
export { inProcess } from "./lambda/in-process.js";
export type { MessageWords, SqsEventOptions } from "./sqs/event.js";
export { sqs } from "./sqs/event.js";
export type { RequestDetails, RequestWords } from "./words.js";

/**
 * AWS's gateways and queues around whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, stream }));
 */
export function createSimulator(host: LambdaHost): Simulator {
  return {
    provider: "aws",
    http: gateways.map((gateway) => createHttpWire(gateway, host, capabilities[gateway.trigger] ?? {})),
    message: (["sqs", "sqs-fifo"] as const).map((trigger) =>
      createSqsWire(trigger, host, capabilities[trigger] ?? {}),
    ),
  };
}

/** AWS with Lambda played in this process. */
export const simulator: Simulator = createSimulator(inProcess({ adapt, stream }));
