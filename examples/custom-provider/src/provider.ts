import { clientBehind, defineProvider, formatLogLine, parseTraceparent } from "onefn/provider";
import { joined } from "./codec.js";
import type { KiteCall } from "./wire.js";

/** Kite's context and its log lines. Each reader is called when a handler first asks for what it reads. */
export const kite = defineProvider<undefined>({
  name: "kite",
  runtime: "node",
  context: {
    requestId: ({ id }: KiteCall) => id,
    remainingMs: ({ deadline }: KiteCall) => deadline - Date.now(),
    trace: ({ headers }: KiteCall) =>
      parseTraceparent(joined(headers, "traceparent"), joined(headers, "tracestate")),
    client: ({ headers, peer }: KiteCall, _, { trustedProxies }) => ({
      ip: clientBehind(peer, joined(headers, "x-forwarded-for"), trustedProxies),
      geo: undefined,
    }),
    env: () => process.env,
    // No `waitUntil`: Kite stops the process with the answer, so onefn awaits the work before it answers.
  },
  platform: (native) => native,
  formatLog: formatLogLine,
  writeLog: (line) => void process.stdout.write(`${line}\n`),
});
