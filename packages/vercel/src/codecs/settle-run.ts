import { createResponse, type Settled } from "onefn/provider";

/** The answer to a request that brought a run. The status is all that Vercel reads, and shows in its logs. */
export function settleRun([settled]: readonly Settled[]): Response {
  return createResponse(null, { status: settled?.type === "ack" || settled?.type === "drop" ? 204 : 500 });
}
