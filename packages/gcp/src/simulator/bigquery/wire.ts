import { createTransformRequests } from "@onefn/server/simulator";
import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  allFailed,
  type HttpWire,
  httpResult,
  type TransformReply,
  type TransformWire,
} from "onefn/simulator";
import { bigQuery } from "./call.js";

/**
 * Calls functions as BigQuery calls a remote function. It sends once: the attempts that BigQuery adds have the same body.
 *
 * @param http the wire that carries the requests.
 * @see https://cloud.google.com/bigquery/docs/remote-functions
 */
export function createBigQueryWire(http: HttpWire, capabilities: Capabilities): TransformWire {
  return createTransformRequests(http, {
    trigger: "bigquery",
    capabilities,
    result: httpResult(
      [
        { status: 200, body: /^\{"replies":\[/ },
        { status: [400, 599], body: /^\{"errorMessage":".{1,1000}"\}$/ },
      ],
      [
        { status: 200, body: "[1]" },
        { status: 200, body: '{"errorMessage":"no"}' },
        { status: 400, body: JSON.stringify({ errorMessage: "x".repeat(2000) }) },
      ],
    ),
    bodyOf: (records) => JSON.stringify(bigQuery(records)),
    replyOf: readReplies,
  });
}

/** What BigQuery makes of an answer: all rows, or none. */
function readReplies({ status, body }: Answered, count: number): TransformReply {
  if (status !== 200) {
    try {
      return allFailed(count, String(JSON.parse(body).errorMessage), status);
    } catch {
      return allFailed(count, body, status);
    }
  }
  const { replies } = JSON.parse(body) as { readonly replies: readonly unknown[] };
  if (replies.length !== count)
    return allFailed(count, "The number of replies is not that of the calls.", status);
  return { results: replies.map((value) => ({ type: "done", value })), status };
}
