import { join } from "node:path";
import { createSimulator } from "@onefn/aws/simulator";
import { bundleCommonJs } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { realLambda } from "./lambda/host.js";
import { managedLambda } from "./lambda/managed-host.js";
import { type LambdaRuntime, lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";

const entries = join(import.meta.dirname, "entries");

for (const runtime of lambdaRuntimes) describeLambda(runtime.name, runtime);

// Projects of CommonJS deploy bundles; one runtime shows that these behave the same.
const [oldest] = lambdaRuntimes as readonly [LambdaRuntime];
describeLambda(`${oldest.name}, CommonJS bundle`, oldest, { folder: await bundleCommonJs("aws.mjs") });

const newest = lambdaRuntimes.at(-1) as LambdaRuntime;
describeLambda(`${newest.name}, Managed Instances`, newest, { host: managedLambda });

function describeLambda(
  name: string,
  runtime: LambdaRuntime,
  { folder = entries, host = realLambda } = {},
): void {
  const lambda = host((load, { streaming, adapt = {} }) =>
    runtime.command(folder, "aws.handler", {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_STREAMS: String(streaming),
      CONTRACT_OPTIONS: JSON.stringify(adapt),
    }),
  );
  describeRuntime(name, createSimulator(lambda), lambda);
}
