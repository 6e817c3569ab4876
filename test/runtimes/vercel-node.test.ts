import { createSimulator } from "@onefn/vercel/simulator";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { versionOf } from "./harness/nodes.js";
import { devEdgeGaps, devNodeGaps } from "./vercel/gaps.js";
import { type Fatal, realVercel } from "./vercel/host.js";
import { only } from "./vercel/only.js";
import { describeOwnProcess } from "./vercel/own-process.js";
import { makeProject } from "./vercel/project.js";
import { devServer } from "./vercel/serving.js";

const name = `vercel-node@${versionOf("@vercel/node")}`;
const folder = makeProject();

/** A stream that fails, a method that the dev server does not look for, a function that does not load, a HEAD with trailers. */
const FATAL: Fatal = {
  error:
    /^(?:Error: secret-of-the-stream|TypeError: This ReadableStream did not return bytes|TypeError: handlerByMethod\[method\] is not a function|Error: \[onefn\/vercel\] adapt:|Error(?: \[ERR_HTTP_TRAILER_INVALID\])?: Trailers are invalid)/,
  last: "broken-off",
};

for (const [wire, suffix, gaps] of [
  ["node", "", devNodeGaps],
  ["edge", "-edge", devEdgeGaps],
] as const) {
  const contract = (env: Readonly<Record<string, string>>) =>
    devServer(folder, `api/contract${suffix}.mjs`, { CONTRACT_OPTIONS: "{}", ...env });
  const host = realVercel(
    (load, { adapt = {} }) =>
      contract({ CONTRACT_FUNCTIONS: nameOf(load), CONTRACT_OPTIONS: JSON.stringify(adapt) }),
    FATAL,
  );
  describeRuntime(name, only(wire, createSimulator(host)), host, gaps);
  describeOwnProcess(`${name} ${wire}`, {
    hello: devServer(folder, `api/hello${suffix}.ts`),
    contract: contract({ CONTRACT_FUNCTIONS: "http" }),
  });
}
