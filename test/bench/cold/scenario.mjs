import { wrong } from "../harness/answer.mjs";
import { bundle, emptyProgram } from "./bundle.mjs";
import { loadsUndici, startTime } from "./measure.mjs";

export const contenders = [
  "empty",
  "raw",
  "touch-fetch",
  "onefn-pinned",
  "onefn-kind",
  "onefn-all",
  "onefn-fast",
  "onefn-native",
  "onefn-hono",
  "hono",
  "serverless-http",
  "whatwg-node",
  "srvx",
  "hattip",
  "powertools",
  "raw-sqs",
  "onefn-sqs-pinned",
  "onefn-sqs-kind",
  "middy-sqs",
  "powertools-sqs",
];

/** Cold starts: wall milliseconds of a process that loads a bundle and makes one invocation. */
export const cold = {
  name: "cold",
  // A start is short and its time scatters.
  roundsFactor: 10,
  cells: [
    {
      id: "cold/hello",
      contenders,
      measure: async (contender, { node, execArgv = [] }) => {
        try {
          const { main, ...facts } = await prepared(contender, node);
          return { ms: startTime(node, main, execArgv), ...facts };
        } catch (error) {
          return wrong(error);
        }
      },
    },
  ],
};

/** Bundles by runtime and contender, made once a run. */
const bundles = new Map();

async function prepared(contender, node) {
  const key = `${node} ${contender}`;
  if (!bundles.has(key)) bundles.set(key, await prepare(contender, node));
  return bundles.get(key);
}

async function prepare(contender, node) {
  if (contender === "empty") return { main: await emptyProgram() };
  const { main, probe, gzip } = await bundle(contender);
  return { main, gzip, undici: loadsUndici(node, probe) };
}
