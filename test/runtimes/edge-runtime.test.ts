import { join } from "node:path";
import { createSimulator } from "@onefn/vercel/simulator";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { versionOf } from "./harness/nodes.js";
import { bundleEdge, LISTENER } from "./vercel/bundle-edge.js";
import { edgeRuntimeGaps } from "./vercel/gaps.js";
import { realVercel } from "./vercel/host.js";
import { only } from "./vercel/only.js";
import { describeOwnProcess } from "./vercel/own-process.js";
import { makeProject } from "./vercel/project.js";
import { edgeServer } from "./vercel/serving.js";

const name = `edge-runtime@${versionOf("edge-runtime")}`;
const folder = makeProject();
const [contractScript, helloScript] = await Promise.all([
  bundleEdge("edge-contract", join(folder, "api/contract-edge.mjs"), LISTENER),
  bundleEdge("edge-hello", join(folder, "api/hello-edge.ts"), LISTENER),
]);
const contract = (env: Readonly<Record<string, string>>) =>
  edgeServer(contractScript, { CONTRACT_OPTIONS: "{}", ...env });

const host = realVercel(
  (load, { adapt = {} }) =>
    contract({ CONTRACT_FUNCTIONS: nameOf(load), CONTRACT_OPTIONS: JSON.stringify(adapt) }),
  {
    error: /^(?:Error: secret-of-the-stream|TypeError: This ReadableStream did not return bytes)/,
    last: "in-order",
  },
);
describeRuntime(name, only("edge", createSimulator(host)), host, edgeRuntimeGaps);
describeOwnProcess(name, {
  hello: edgeServer(helloScript),
  contract: contract({ CONTRACT_FUNCTIONS: "http" }),
});
