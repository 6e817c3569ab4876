import { type RequestDetails, type RequestWords, readClientRequest, toRequest } from "onefn/simulator";
import { launch } from "./launcher.js";
import { newId, throughProxy } from "./proxy.js";

/** A request and its sender. */
export interface VercelRequestOptions extends RequestDetails {
  /** What the function runs on. Default: `node`. */
  readonly runtime?: "node" | "edge" | undefined;
}

/**
 * Builds the Request that Vercel's runtimes pass to a function, with the headers of its proxy.
 *
 * @param words a Request, or a short description of one.
 * @see https://vercel.com/docs/headers/request-headers
 * @example
 * await adapted.fetch(await vercelRequest("POST /orders?dry=1", { body: { sku: "tea" } }));
 * @trigger node edge
 */
export async function vercelRequest(
  words: RequestWords,
  { runtime = "node", ...details }: VercelRequestOptions = {},
): Promise<Request> {
  const client = await readClientRequest(toRequest(words, details), details);
  const { method, target } = client;
  const body = client.body && new Uint8Array(await new Response(client.body).arrayBuffer());
  const launched = launch(runtime, { method, target, headers: throughProxy(client, newId()), body });
  if (launched instanceof Request) return launched;
  throw new TypeError(`[onefn/vercel] Vercel answers ${method} itself with a ${launched.status}.`);
}
