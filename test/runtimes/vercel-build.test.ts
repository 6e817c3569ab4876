import { join } from "node:path";
import { createSimulator } from "@onefn/vercel/simulator";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { versionOf } from "./harness/nodes.js";
import { build } from "./vercel/build.js";
import { bundleEdge, WRAPPER } from "./vercel/bundle-edge.js";
import { builtNodeGaps, edgeRuntimeGaps, edgeWrapperGaps } from "./vercel/gaps.js";
import { realVercel } from "./vercel/host.js";
import { only } from "./vercel/only.js";
import { describeOwnProcess } from "./vercel/own-process.js";
import { makeProject } from "./vercel/project.js";
import { edgeServer, launcher } from "./vercel/serving.js";

const name = `vercel-build@${versionOf("vercel")}`;
const functions = build(makeProject());

const onNode = (env: Readonly<Record<string, string>>) => launcher(join(functions, "api/contract.func"), env);
const node = realVercel((load, { adapt = {} }) =>
  onNode({ CONTRACT_FUNCTIONS: nameOf(load), CONTRACT_OPTIONS: JSON.stringify(adapt) }),
);
describeRuntime(name, only("node", createSimulator(node)), node, builtNodeGaps);
describeOwnProcess(`${name} node`, {
  hello: launcher(join(functions, "api/hello.func")),
  contract: onNode({ CONTRACT_FUNCTIONS: "http" }),
});

const [contractScript, helloScript] = await Promise.all([
  bundleEdge("vercel-contract", join(functions, "api/contract-edge.func/api/contract-edge.mjs"), WRAPPER),
  bundleEdge("vercel-hello", join(functions, "api/hello-edge.func/api/hello-edge.js"), WRAPPER),
]);
const onEdge = (env: Readonly<Record<string, string>>) =>
  edgeServer(contractScript, { CONTRACT_OPTIONS: "{}", ...env });
const edge = realVercel(
  (load, { adapt = {} }) =>
    onEdge({ CONTRACT_FUNCTIONS: nameOf(load), CONTRACT_OPTIONS: JSON.stringify(adapt) }),
  {
    error: /^(?:Error: secret-of-the-stream|TypeError: This ReadableStream did not return bytes)/,
    last: "in-order",
  },
);
describeRuntime(name, only("edge", createSimulator(edge)), edge, { ...edgeRuntimeGaps, ...edgeWrapperGaps });
describeOwnProcess(`${name} edge`, {
  hello: edgeServer(helloScript),
  contract: onEdge({ CONTRACT_FUNCTIONS: "http" }),
});
