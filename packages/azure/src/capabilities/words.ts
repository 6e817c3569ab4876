import type { Capability } from "onefn/provider";

export const NODE = "https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node";
const HOST = "https://github.com/Azure/azure-functions-host/blob/dev/src";

/** How the host converts what it sends to the worker. */
export const rpc = `${HOST}/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs`;

/** What a wire cannot do, with the reason and its source. */
export const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

/** What a wire can do, and under which condition. */
export const how = (text: string): Capability => ({ supported: true, how: text });

export const noDeadline = gap(
  "The host does not tell functions its functionTimeout.",
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-scale#timeout",
);

/** Why no function gets an event of another trigger. @param trigger where the trigger is documented. */
export const ownTrigger = (trigger: string): Capability =>
  gap("A function gets only what its own trigger delivers.", trigger);

/** How the library converts what the worker hands it. */
export const CONVERTERS =
  "https://github.com/Azure/azure-functions-nodejs-library/blob/v4.16.5/src/converters";

export const parsesTexts = gap(
  "The library parses texts as JSON. Where digits may be lost, the key is undefined.",
  `${CONVERTERS}/fromRpcTypedData.ts`,
);

/** The retry policies by which the host runs a failed invocation again. */
export const RETRIES =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-error-pages#retry-policies";
