import type { Capabilities } from "onefn/provider";
import { queues } from "./capabilities/queues.js";
import { r2 } from "./capabilities/r2.js";
import { rpc } from "./capabilities/rpc.js";
import { gap, how, WORKERS, wrongKinds } from "./capabilities/words.js";

const withSignal = how("with the compatibility flag enable_request_signal");
const asSent = how("if URL normalization is switched off for the zone");

/** What Cloudflare Workers can do, by the contract's names. */
export const capabilities: Readonly<Record<"fetch" | "queues" | "r2" | "rpc" | "scheduled", Capabilities>> = {
  fetch: {
    encodedPath: asSent,
    doubleSlashPath: asSent,
    largeRequests: how("up to 100 MB on the Free and Pro plans"),
    waitUntil: how("ctx.waitUntil, for up to 30 seconds after the answer"),
    disconnect: withSignal,
    streamCancel: withSignal,
    auth: how(
      "from Access with the option accessIdentity; from client certificates if the zone asks for them",
    ),
    deadline: gap(
      "A request has a limit of CPU time, but not of duration, as long as its client waits.",
      `${WORKERS}/platform/limits/#duration`,
    ),
    latin1Headers: gap(
      "The runtime reads and writes header values as UTF-8, where the standard has bytes.",
      `${WORKERS}/runtime-apis/headers/#differences`,
    ),
    endToEndHeaders: gap(
      "A Response passes unchanged. The runtime drops the headers of its connection, except Proxy-* and those that " +
        "Connection names.",
      `${WORKERS}/runtime-apis/response/`,
    ),
    byteStreams: gap(
      "The runtime sends the text that a handler's own stream yields.",
      `${WORKERS}/runtime-apis/streams/readablestream/`,
    ),
    base64Requests: gap("A request body is a stream of bytes.", `${WORKERS}/runtime-apis/request/`),
    unknownEvents: gap(
      "The runtime passes only its own Requests to fetch; other triggers have other handlers.",
      `${WORKERS}/runtime-apis/handlers/fetch/`,
    ),
    wrongKinds,
    compressedAnswers: gap(
      'The runtime compresses an answer with content-encoding, unless the Response was made with encodeBody: "manual".',
      `${WORKERS}/runtime-apis/response/#parameters`,
    ),
    streamFailure: gap(
      "The runtime ends the answer of a failed stream as if it were complete.",
      "https://github.com/cloudflare/workerd/issues/6818",
    ),
  },
  queues,
  r2,
  rpc,
  scheduled: {
    waitUntil: how("ctx.waitUntil, within the 15 minutes of a run"),
    unknownEvents: gap(
      "The runtime passes only its own controllers to scheduled; other triggers have other handlers.",
      `${WORKERS}/runtime-apis/handlers/scheduled/`,
    ),
    wrongKinds,
    deadline: gap(
      "A run may take 15 minutes, but the runtime does not say how much time is left.",
      `${WORKERS}/platform/limits/#duration`,
    ),
    attempt: gap(
      "The runtime does not say how often a run was tried.",
      `${WORKERS}/runtime-apis/handlers/scheduled/`,
    ),
    batch: gap("Each run is a separate event.", `${WORKERS}/runtime-apis/handlers/scheduled/`),
    redelivery: gap(
      "A failed run is shown in the dashboard, and is not repeated.",
      `${WORKERS}/configuration/cron-triggers/`,
    ),
    timezone: gap("Cron triggers run in UTC.", `${WORKERS}/configuration/cron-triggers/`),
    retryAfter: gap(
      "A failed run is not repeated, so it cannot be delayed.",
      `${WORKERS}/configuration/cron-triggers/`,
    ),
  },
};
