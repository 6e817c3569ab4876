import type { Capabilities, Capability } from "onefn/provider";

const NODE = "https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node";
const HOST = "https://github.com/Azure/azure-functions-host/blob/dev/src";
const LIBRARY = "https://github.com/Azure/azure-functions-nodejs-library/blob/v4.16.5/src/http";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });
const how = (text: string): Capability => ({ supported: true, how: text });

const rpc = `${HOST}/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs`;

const common: Capabilities = {
  anyMethod: gap(
    "The host routes the methods that a function was registered for, which are the common ones.",
    `${NODE}#http-trigger`,
  ),
  encodedPath: gap(
    "The host decodes the path and encodes it again; slashes that were sent as %2F alone stay as they were.",
    rpc,
  ),
  backslashPath: gap("The host encodes a backslash in a path: %5C arrives, which is no slash.", rpc),
  splitCookies: gap("The host joins the values of a header with commas, also those of Cookie.", rpc),
  latin1Headers: gap(
    "The host reads headers as UTF-8 and answers 400 to others; it sends ASCII alone.",
    "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/options#request-header-encoding",
  ),
  unicodeHeaders: gap(
    "The library makes a Request of the headers, which takes Latin-1 alone: the invocation fails before any function.",
    `${LIBRARY}/HttpRequest.ts`,
  ),
  base64Requests: gap("Bodies travel as bytes, by RPC and by http.", rpc),
  unknownEvents: gap(
    "An http trigger hands over the library's request and nothing else; events come by triggers of their own.",
    `${NODE}#http-trigger`,
  ),
  rawCookies: gap(
    "Of several Set-Cookie headers one is kept, so they leave as cookie objects: values are encoded, and attributes " +
      "that the library does not know are lost. A single one leaves as it is.",
    `${NODE}#http-response`,
  ),
  disconnect: gap("The library's request has no signal.", `${NODE}#http-request`),
  deadline: gap(
    "The host's functionTimeout is told to no function.",
    "https://learn.microsoft.com/en-us/azure/azure-functions/functions-scale#timeout",
  ),
  auth: how("where App Service authentication is switched on (WEBSITE_AUTH_ENABLED)"),
};

const streaming = gap(
  "The host takes the answer in one piece; stream(fn) streams in apps that are set up with enableHttpStream.",
  `${NODE}#http-streams`,
);

const proxy = `${LIBRARY}/httpProxy.ts`;

/** What each wire of Azure Functions can do, by the names that the contract's cases ask for. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  http: {
    ...common,
    waitUntil: how("awaited before the answer"),
    streaming,
    chunkedRequests: gap("The host reads bodies that announce their length alone.", rpc),
  },
  "http-stream": {
    ...common,
    waitUntil: how("awaited before the answer, or before the end of a stream"),
    backpressure: gap("The library writes as fast as the stream gives, whatever the client takes.", proxy),
    streamCancel: gap("The library does not notice that the client has gone.", proxy),
    streamFailure: gap(
      "The library leaves a client waiting for the rest of a stream that failed, so onefn ends it.",
      proxy,
    ),
  },
};
