import type { Capabilities, Capability } from "onefn/provider";

const FRAMEWORK =
  "https://github.com/GoogleCloudPlatform/functions-framework-nodejs/blob/v5.0.5/src/server.ts";

const PARSER = "https://github.com/expressjs/body-parser/blob/v2.4.0/README.md";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

/** What each wire of Google Cloud can do, by the contract's names. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  http: {
    compressedRequests: gap(
      "functions-framework decompresses bodies that have a content type; onefn removes the headers that no longer " +
        "apply.",
      FRAMEWORK,
    ),
    anyJson: gap(
      "functions-framework answers 400 to JSON that is broken, not UTF-8, or neither object nor array, before any " +
        "function sees it.",
      FRAMEWORK,
    ),
    manyFields: gap(
      "functions-framework reads forms with body-parser, which answers 413 to more than 1,000 fields before any " +
        "function sees them.",
      `${PARSER}#too-many-parameters`,
    ),
    anyCharset: gap(
      "functions-framework reads bodies with body-parser, which answers 415 to a charset that it cannot decode.",
      `${PARSER}#unsupported-charset-bogus`,
    ),
    anyEncoding: gap(
      "functions-framework reads bodies with body-parser, which decodes gzip, deflate and br, and answers 415 to others.",
      `${PARSER}#unsupported-content-encoding-bogus`,
    ),
    invalidUtf8Path: gap(
      "functions-framework routes with Express, which answers 400 to a path that it cannot decode.",
      "https://github.com/pillarjs/router/blob/v2.3.0/lib/layer.js",
    ),
    base64Requests: gap("A request body is a stream of bytes.", FRAMEWORK),
    unknownEvents: gap(
      "An http function receives only Express's request; events go to functions of another signature.",
      "https://cloud.google.com/functions/docs/writing/write-http-functions",
    ),
    auth: how("with the option verifiedBy"),
    deadline: how("from CLOUD_RUN_TIMEOUT_SECONDS"),
    disconnect: how("when Google's front end closes the connection"),
    waitUntil: how("awaited before the last byte of the answer is sent"),
  },
};
