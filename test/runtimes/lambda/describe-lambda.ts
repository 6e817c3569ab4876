import { join } from "node:path";
import { createSimulator } from "@onefn/aws/simulator";
import { nameOf } from "../harness/deployed.js";
import { describeRuntime } from "../harness/describe-runtime.js";
import { type Extent, withWires } from "../harness/extent.js";
import type { LambdaRuntime } from "../runtimes/aws-lambda-ric.js";
import { realLambda } from "./host.js";

const entries = join(import.meta.dirname, "../entries");

interface LambdaOptions {
  readonly folder?: string;
  readonly host?: typeof realLambda;
  readonly extent?: Extent;
}

/** Registers the contract for a client of Lambda. */
export function describeLambda(
  name: string,
  runtime: LambdaRuntime,
  { folder = entries, host = realLambda, extent = "one a kind" }: LambdaOptions = {},
): void {
  const lambda = host((load, { streaming, adapt = {} }) =>
    runtime.command(folder, "aws.handler", {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_STREAMS: String(streaming),
      CONTRACT_OPTIONS: JSON.stringify(adapt),
    }),
  );
  const simulator = createSimulator(lambda);
  describeRuntime(name, withWires(simulator, extent), lambda);
}
