import type { Capabilities } from "onefn/provider";
import { gap, how, NODE, noDeadline, rpc } from "./words.js";

const LIBRARY = "https://github.com/Azure/azure-functions-nodejs-library/blob/v4.16.5/src/http";

const common: Capabilities = {
  anyMethod: gap(
    "The host routes only the methods that a function was registered for, which are the common ones.",
    `${NODE}#http-trigger`,
  ),
  encodedPath: gap("The host decodes the path and encodes it again; only %2F stays as it was.", rpc),
  backslashPath: gap("The host encodes a backslash in a path as %5C, which is not a slash.", rpc),
  splitCookies: gap("The host joins the values of a header with commas, even those of Cookie.", rpc),
  latin1Headers: gap(
    "The host reads headers as UTF-8, answers 400 to others, and sends only ASCII.",
    "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/options#request-header-encoding",
  ),
  unicodeHeaders: gap(
    "The library puts the headers into a Request, which accepts only Latin-1: the invocation fails before any function.",
    `${LIBRARY}/HttpRequest.ts`,
  ),
  base64Requests: gap("Bodies travel as bytes, over RPC and over http.", rpc),
  unknownEvents: gap(
    "An http trigger passes only the library's request; events have triggers of their own.",
    `${NODE}#http-trigger`,
  ),
  rawCookies: gap(
    "Only one of several Set-Cookie headers is kept, so they are sent as cookie objects: values are encoded, and " +
      "attributes that the library does not know are lost. A single one is sent as it is.",
    `${NODE}#http-response`,
  ),
  disconnect: gap("The library's request has no signal.", `${NODE}#http-request`),
  deadline: noDeadline,
  auth: how("if App Service authentication is enabled (WEBSITE_AUTH_ENABLED)"),
};

const streaming = gap(
  "The host takes the answer in one piece. Use stream(fn) in apps that set enableHttpStream.",
  `${NODE}#http-streams`,
);

const proxy = `${LIBRARY}/httpProxy.ts`;

/** HTTP, buffered and streamed. */
export const http: Readonly<Record<string, Capabilities>> = {
  http: {
    ...common,
    waitUntil: how("awaited before the answer"),
    streaming,
    chunkedRequests: gap("The host reads only bodies that announce their length.", rpc),
  },
  "http-stream": {
    ...common,
    waitUntil: how("awaited before the answer, or before the end of a stream"),
    backpressure: gap(
      "The library writes as fast as the stream produces, however slowly the client reads.",
      proxy,
    ),
    streamCancel: gap("The library does not notice that the client has gone.", proxy),
    streamFailure: gap(
      "The library leaves a client waiting for the rest of a failed stream, so onefn ends it.",
      proxy,
    ),
  },
};
