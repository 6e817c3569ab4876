import { defineProvider, formatLogLine } from "onefn/provider";
import type { ServerCall } from "./server-call.js";
import type { Work } from "./work.js";

/** A server of one's own: its context and its log lines. */
export const server = defineProvider<Work | undefined>({
  name: "server",
  runtime: runtime(),
  context: {
    env: () => process.env,
    // Without `serve` nobody stops the server gracefully, and the process stays up while it runs.
    waitUntil: (promise, _, work) => work?.add(promise),
  },
  platform: (call) => (call as ServerCall).platform,
  formatLog: formatLogLine,
  writeLog: (line) => void process.stdout.write(`${line}\n`),
  logLevel: () => process.env.LOG_LEVEL,
});

function runtime(): "bun" | "deno" | "node" {
  if ("Bun" in globalThis) return "bun";
  return "Deno" in globalThis ? "deno" : "node";
}
