import type { Capabilities, Capability } from "onefn/provider";

const FRAMEWORK =
  "https://github.com/GoogleCloudPlatform/functions-framework-nodejs/blob/v5.0.5/src/server.ts";

const PARSER = "https://github.com/expressjs/body-parser/blob/v2.4.0/README.md";

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
    manyFields: gap(
      "functions-framework reads forms by body-parser, which answers 413 to more than 1,000 fields before any function " +
        "sees them.",
      `${PARSER}#too-many-parameters`,
    ),
    anyCharset: gap(
      "functions-framework reads bodies by body-parser, which answers 415 to a charset that it cannot decode.",
      `${PARSER}#unsupported-charset-bogus`,
    ),
    anyEncoding: gap(
      "functions-framework reads bodies by body-parser, which decodes gzip, deflate and br and answers 415 to others.",
      `${PARSER}#unsupported-content-encoding-bogus`,
    ),
    invalidUtf8Path: gap(
      "functions-framework routes by Express, which answers 400 to a path that it cannot decode.",
      "https://github.com/pillarjs/router/blob/v2.3.0/lib/layer.js",
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
