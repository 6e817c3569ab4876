import { type RequestDetails, type RequestWords, toRequest } from "onefn/simulator";
import type { AzureContext, AzureRequest } from "../native.js";
import { calledWith } from "./called-event.js";
import { readRequest } from "./client-request.js";
import { throughFrontEnd } from "./front-end.js";
import { parse } from "./kestrel.js";

/** The arguments of a call: `handler(request, context)`. */
export interface AzureCall {
  /** The library's HttpRequest. */
  readonly request: AzureRequest;
  readonly context: AzureContext;
}

/**
 * Builds what the library passes to a function for a request, with the headers of App Service's front end. It makes the
 * library's own HttpRequest, so `@azure/functions` must be installed. Log lines of the context are dropped.
 *
 * @param words a Request, or a short description of one.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-request
 * @example
 * const { request, context } = await httpRequest("POST /api/orders?dry=1", { body: { sku: "tea" } });
 * await handler(request, context);
 * @trigger http http-stream
 */
export async function httpRequest(words: RequestWords, details: RequestDetails = {}): Promise<AzureCall> {
  const client = await readRequest(toRequest(words, details), details);
  const { method, host, path, search, headers, body, contentLength } = parse(client, throughFrontEnd(client));
  const { HttpRequest } = await import("@azure/functions");
  const request = new HttpRequest({
    method,
    url: `https://${host}${path}${search}`,
    headers: Object.fromEntries(headers),
    ...(contentLength && { body: { bytes: body } }),
  });
  const { context } = calledWith(undefined, { trigger: { type: "httpTrigger" }, metadata: {} });
  return { request, context };
}
