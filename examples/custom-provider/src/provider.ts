import { defineProvider, formatLogLine } from "onefn/provider";
import type { KiteCall, KiteDelivery } from "./wire.js";

type KiteEvent = KiteCall | KiteDelivery;

/** Kite's context and its log lines. Each reader is called when a handler first reads that part of the context. */
export const kite = defineProvider<undefined>({
  name: "kite",
  runtime: "node",
  // The codec of calls reads what only calls have.
  context: {
    requestId: ({ id }: KiteEvent) => id,
    remainingMs: ({ deadline }: KiteEvent) => deadline - Date.now(),
    env: () => process.env,
    // No `waitUntil`: Kite stops the process with the answer, so onefn awaits the work before it answers.
  },
  platform: (native) => native,
  formatLog: formatLogLine,
  writeLog: (line) => void process.stdout.write(`${line}\n`),
});
