import { type RequestDetails, type RequestWords, toRequest } from "onefn/simulator";
import { arrive } from "./edge.js";
import { receive } from "./incoming.js";

/**
 * Builds the Request that a Worker gets, with the headers of Cloudflare's network and `request.cf`.
 *
 * @param words a Request, or a short description of one.
 * @see https://developers.cloudflare.com/workers/runtime-apis/request/
 * @example
 * await worker.fetch(await fetchRequest("POST /orders?dry=1", { body: { sku: "tea" } }), env, ctx);
 * @trigger fetch
 */
export async function fetchRequest(words: RequestWords, details: RequestDetails = {}): Promise<Request> {
  const request = toRequest(words, details);
  const arrival = await arrive(request, details);
  if (!(arrival instanceof Response)) return receive(arrival, request.signal);
  throw new TypeError(`[onefn/cloudflare] Cloudflare answers this request itself with a ${arrival.status}.`);
}
