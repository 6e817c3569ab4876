import type { Capabilities, Capability } from "onefn/provider";

const WORKERS = "https://developers.cloudflare.com/workers";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const withSignal = how("with the compatibility flag enable_request_signal");
const asSent = how("with the zone's URL normalization switched off");

/** What Cloudflare Workers can do, by the names that the contract's cases ask for. */
export const capabilities: Readonly<Record<"fetch", Capabilities>> = {
  fetch: {
    encodedPath: asSent,
    doubleSlashPath: asSent,
    largeRequests: how("up to 100 MB on the plans Free and Pro"),
    waitUntil: how("ctx.waitUntil, for up to 30 seconds after the answer"),
    disconnect: withSignal,
    streamCancel: withSignal,
    auth: how(
      "by Access with the option accessIdentity, by client certificates where the zone asks for them",
    ),
    deadline: gap(
      "A request has a limit of CPU time and none of duration, as long as its client waits.",
      `${WORKERS}/platform/limits/#duration`,
    ),
    latin1Headers: gap(
      "The runtime reads and writes header values as UTF-8, where the standard has bytes.",
      `${WORKERS}/runtime-apis/headers/#differences`,
    ),
    endToEndHeaders: gap(
      "A Response passes as it is. The runtime drops the headers of its connection, except for Proxy-* and what " +
        "Connection names.",
      `${WORKERS}/runtime-apis/response/`,
    ),
    byteStreams: gap(
      "The runtime sends the text that a stream of a handler's own gives.",
      `${WORKERS}/runtime-apis/streams/readablestream/`,
    ),
    base64Requests: gap("A Request's body is a stream of bytes.", `${WORKERS}/runtime-apis/request/`),
    unknownEvents: gap(
      "The runtime gives a Request of its own to fetch, and nothing else; other triggers have other handlers.",
      `${WORKERS}/runtime-apis/handlers/fetch/`,
    ),
    compressedAnswers: gap(
      'The runtime compresses what says content-encoding, unless the Response was made with encodeBody: "manual".',
      `${WORKERS}/runtime-apis/response/#parameters`,
    ),
    streamFailure: gap(
      "The runtime ends the answer of a stream that failed as if it were whole.",
      "https://github.com/cloudflare/workerd/issues/6818",
    ),
  },
};
