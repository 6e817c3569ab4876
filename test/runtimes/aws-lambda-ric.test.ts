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

const bundled = await bundleCommonJs("aws.mjs");
for (const runtime of lambdaRuntimes.filter(({ node }) => node !== 22)) {
  describeLambda(`${runtime.name}, CommonJS bundle`, runtime, bundled);
}

function describeLambda(name: string, runtime: LambdaRuntime, folder: string): void {
  const lambda = realLambda((load, { streaming, adapt = {} }) =>
    runtime.command(folder, `aws.${nameOf(load)}${streaming ? "Stream" : ""}`, {
      CONTRACT_OPTIONS: JSON.stringify(adapt),
    }),
  );
  describeRuntime(name, createSimulator(lambda), lambda);
}
