import type { Capabilities, Capability } from "onefn/provider";

const FRAMEWORK =
  "https://github.com/GoogleCloudPlatform/functions-framework-nodejs/blob/v5.0.5/src/server.ts";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

/** What each wire of Google Cloud can do, by the names that the contract's cases ask for. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  http: {
    compressedRequests: gap(
      "functions-framework decompresses what comes with a content type; onefn takes the headers off that would say " +
        "otherwise.",
      FRAMEWORK,
    ),
    anyJson: gap(
      "functions-framework answers 400 to JSON that is broken, no UTF-8, or neither object nor array, before any " +
        "function sees it.",
      FRAMEWORK,
    ),
    base64Requests: gap("A request's body is a stream of bytes.", FRAMEWORK),
    unknownEvents: gap(
      "An http function is handed Express's request and nothing else; events come to functions of another signature.",
      "https://cloud.google.com/functions/docs/writing/write-http-functions",
    ),
    auth: how("with the option verifiedBy"),
    deadline: how("by CLOUD_RUN_TIMEOUT_SECONDS"),
    disconnect: how("when Google's front end closes the connection"),
    waitUntil: how("awaited before the last byte of the answer leaves"),
  },
};
