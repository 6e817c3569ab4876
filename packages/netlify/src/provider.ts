import { defineProvider, formatLogLine } from "onefn/provider";
import { env } from "./env.js";
import { writeLog } from "./log.js";
import type {
  EventPlatform,
  FetchPlatform,
  NetlifyContext,
  NetlifyEvent,
  NetlifyEventContext,
} from "./platform.js";

/** Functions on Node.js, and edge functions on Deno. What a request says is its codec's to read. */
export const netlify = defineProvider<NetlifyContext | undefined>({
  name: "netlify",
  runtime: "Deno" in globalThis ? "deno" : "node",
  context: { env },
  platform: (request, context = {}): FetchPlatform => ({
    wire: "fetch",
    request: request as Request,
    context,
  }),
  formatLog: formatLogLine,
  writeLog,
});

/** Handlers in the style of AWS Lambda. */
export const netlifyEvents = /* @__PURE__ */ defineProvider<NetlifyEventContext | undefined>({
  name: "netlify",
  runtime: "node",
  context: {
    functionName: (_, context) => context?.functionName,
    region: () => process.env.AWS_REGION,
    requestId: (_, context) => context?.awsRequestId,
    remainingMs: (_, context) => context?.getRemainingTimeInMillis?.(),
    env,
  },
  platform: (event, context = {}): EventPlatform => ({
    wire: "event",
    event: event as NetlifyEvent,
    context,
  }),
  formatLog: formatLogLine,
  writeLog,
});
