import { once } from "node:events";
import { wrong } from "../harness/answer.mjs";
import { forkQuietly, measureInChild } from "../harness/child.mjs";

const serveModule = new URL("./serve.mjs", import.meta.url);
const loadModule = new URL("./load.mjs", import.meta.url);

/**
 * Requests per second of one contender, and what its process spent on each.
 *
 * @param {{ scenario: string, contender: string, case: string, warmupSeconds: number, seconds: number, connections: number }} job
 * @param {{ node: string, loadNode: string, execArgv?: string[] }} runtimes the load always runs on one and the same Node
 */
export async function measureServer(job, { node, loadNode, execArgv = [] }) {
  const server = forkQuietly(serveModule, job, { node, execArgv });
  try {
    const { port, ...failed } = await said(server);
    if (failed.wrong) return failed;
    const load = (seconds) => measureInChild(loadModule, { ...job, port, seconds }, { node: loadNode });
    const first = await load(job.warmupSeconds);
    if (first.wrong) return first;
    const before = await cpuOf(server);
    const { requests, perSecond, ...failure } = await load(job.seconds);
    const after = await cpuOf(server);
    return failure.wrong ? failure : { perSecond, cpu: (after - before) / requests };
  } catch (error) {
    return wrong(error);
  } finally {
    if (server.connected) server.disconnect();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  }
}

async function cpuOf(server) {
  const answer = said(server);
  server.send("cpu");
  const { cpu } = await answer;
  return cpu.user + cpu.system;
}

/** The next message of a child; its end before that is an error. */
async function said(child) {
  const ended = new AbortController();
  try {
    const [message] = await Promise.race([
      once(child, "message", { signal: ended.signal }),
      once(child, "exit", { signal: ended.signal }).then(([code]) => {
        throw new Error(`the server ended with code ${code}`);
      }),
    ]);
    return message;
  } finally {
    ended.abort();
  }
}
