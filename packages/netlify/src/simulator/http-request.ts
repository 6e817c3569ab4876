import { type RequestDetails, type RequestWords, readClientRequest, toRequest } from "onefn/simulator";
import type { PlayedContext } from "./context.js";
import { asJson, type LambdaEvent, lambdaEvent } from "./lambda-event.js";
import { arrive, newId } from "./network.js";
import { edgeRequest, functionRequest } from "./runtimes.js";

/** A request and its sender. */
export interface NetlifyHttpOptions extends RequestDetails {
  /** What the function runs as. Default: `functions`. */
  readonly trigger?: "functions" | "edge-functions" | undefined;
}

/** What a function is called with: `handler(request, context)`. */
export interface NetlifyCall {
  readonly request: Request;
  readonly context: PlayedContext;
}

/**
 * Builds what Netlify calls a function or an edge function with for a request, with the headers of its network.
 *
 * @param words a Request, or a short description of one.
 * @see https://docs.netlify.com/build/functions/api
 * @example
 * const { request, context } = await netlifyRequest("POST /orders?dry=1", { body: { sku: "tea" } });
 * await handler(request, context);
 * @trigger functions edge-functions
 */
export async function netlifyRequest(
  words: RequestWords,
  { trigger = "functions", ...details }: NetlifyHttpOptions = {},
): Promise<NetlifyCall> {
  const arrival = await arrive(await readClientRequest(toRequest(words, details), details), newId());
  return trigger === "functions" ? functionRequest(arrival) : edgeRequest(arrival);
}

/**
 * Builds the event of a request for a Lambda-compatible function.
 *
 * @param words a Request, or a short description of one.
 * @see https://docs.netlify.com/build/functions/lambda-compatibility
 * @example
 * await handler(await netlifyV1Event("POST /orders?dry=1", { body: { sku: "tea" } }), context);
 * @trigger functions-v1
 */
export async function netlifyV1Event(
  words: RequestWords,
  details: RequestDetails = {},
): Promise<LambdaEvent> {
  const arrival = await arrive(await readClientRequest(toRequest(words, details), details), newId());
  return JSON.parse(asJson(lambdaEvent(arrival))) as LambdaEvent;
}
