import { describeLambda } from "./lambda/describe-lambda.js";
import { managedLambda } from "./lambda/managed-host.js";
import { type LambdaRuntime, lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";

const runtimes = lambdaRuntimes.filter(({ version }) => version.startsWith("4."));

const newest = runtimes.at(-1) as LambdaRuntime;
for (const runtime of runtimes) {
  describeLambda(runtime.name, runtime, { extent: runtime === newest ? "all" : "one a kind" });
}

describeLambda(`${newest.name}, Managed Instances`, newest, { host: managedLambda });
