import { bundleCommonJs } from "./harness/bundle.js";
import { describeLambda } from "./lambda/describe-lambda.js";
import { type LambdaRuntime, lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";

const runtimes = lambdaRuntimes.filter(({ version }) => version.startsWith("3."));

const oldest = runtimes[0] as LambdaRuntime;
for (const runtime of runtimes) {
  describeLambda(runtime.name, runtime, { extent: runtime === oldest ? "all of http" : "one a kind" });
}

// Projects of CommonJS deploy bundles; one runtime shows that these behave the same.
describeLambda(`${oldest.name}, CommonJS bundle`, oldest, { folder: await bundleCommonJs("aws.mjs") });
