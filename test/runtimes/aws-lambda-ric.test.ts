import { join } from "node:path";
import { createSimulator } from "@onefn/aws/simulator";
import { bundleCommonJs } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { realLambda } from "./lambda/host.js";
import { type LambdaRuntime, lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";

for (const runtime of lambdaRuntimes) {
  describeLambda(runtime.name, runtime, join(import.meta.dirname, "entries"));
}

// Projects of CommonJS deploy bundles; one runtime shows that these behave the same.
const [oldest] = lambdaRuntimes as readonly [LambdaRuntime];
describeLambda(`${oldest.name}, CommonJS bundle`, oldest, await bundleCommonJs("aws.mjs"));

function describeLambda(name: string, runtime: LambdaRuntime, folder: string): void {
  const lambda = realLambda((load, { streaming, adapt = {} }) =>
    runtime.command(folder, `aws.${nameOf(load)}${streaming ? "Stream" : ""}`, {
      CONTRACT_OPTIONS: JSON.stringify(adapt),
    }),
  );
  describeRuntime(name, createSimulator(lambda), lambda);
}
