import { fork } from "node:child_process";

/**
 * Runs one measurement in a process of its own, so that no contender shares JIT state, heap or globals with
 * another. The module takes the job and answers through `answer`; what it prints is dropped, since contenders
 * log and a pipe to the parent would be counted as theirs.
 *
 * @param {URL} module
 * @param {Record<string, unknown>} job
 * @param {{ node: string, execArgv?: string[] }} runtime
 * @returns {Promise<import("./rounds.mjs").Measurement>}
 */
export function measureInChild(module, job, { node, execArgv = [] }) {
  return new Promise((resolve, reject) => {
    const child = forkQuietly(module, job, { node, execArgv });
    let answer;
    child.on("message", (message) => {
      answer = message;
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(answer ?? { wrong: true, reason: `ended with code ${code}` }));
  });
}

/** A child process with a channel for messages, and nowhere to print. */
export function forkQuietly(module, job, { node, execArgv = [] }) {
  return fork(module, [JSON.stringify(job)], {
    execPath: node,
    execArgv,
    env: childEnvironment(),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: PATIENCE,
  });
}

/** Milliseconds. A contender that hangs would hold up all others: it is ended, and has a wrong result. */
const PATIENCE = 300_000;

/** What Lambda's runtime sets and adapters read; nothing of the parent's but the path. */
export function childEnvironment() {
  return {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    AWS_REGION: "eu-central-1",
    AWS_LAMBDA_FUNCTION_NAME: "bench",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
    _X_AMZN_TRACE_ID: "Root=1-6740a1b2-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=0",
    POWERTOOLS_SERVICE_NAME: "bench",
  };
}
