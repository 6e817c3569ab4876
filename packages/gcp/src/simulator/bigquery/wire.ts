import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  deployThroughHttp,
  type HttpWire,
  pathBelow,
  schema,
  type TransformReply,
  type TransformWire,
} from "onefn/simulator";
import { bigQuery } from "./call.js";

const { integer, literal, object, record, string, union } = schema;

const JSON_TYPE = /^application\/json/;

/**
 * Calls functions as BigQuery calls a remote function. It sends once: the attempts that BigQuery adds have the same body.
 *
 * @param http the wire that carries the requests.
 * @see https://cloud.google.com/bigquery/docs/remote-functions
 */
export function createBigQueryWire(http: HttpWire, capabilities: Capabilities): TransformWire {
  const trigger = "bigquery";
  return {
    kind: "transform",
    shape: "call",
    trigger,
    capabilities,
    requests: true,
    result: {
      schema: union(
        object({
          status: literal(200),
          contentType: string(JSON_TYPE),
          headers: record(string()),
          body: string(/^\{"replies":\[/),
        }),
        object({
          status: integer(400, 599),
          contentType: string(JSON_TYPE),
          headers: record(string()),
          body: string(/^\{"errorMessage":".{1,1000}"\}$/),
        }),
        object({
          status: integer(400, 599),
          contentType: string(/^text\/plain/),
          headers: record(string()),
          body: string(/^[\w ]*$/),
        }),
      ),
      wrong: [
        { status: 204, contentType: "", headers: {}, body: "" },
        { status: 200, contentType: "application/json", headers: {}, body: "[1]" },
        { status: 200, contentType: "application/json", headers: {}, body: '{"errorMessage":"no"}' },
        { status: 500, contentType: "text/plain", headers: {}, body: "Error: at handler (index.js:1)" },
        {
          status: 400,
          contentType: "application/json",
          headers: {},
          body: JSON.stringify({ errorMessage: "x".repeat(2000) }),
        },
      ],
    },
    deploy: (load, options) =>
      deployThroughHttp(
        http,
        {
          trigger,
          write: (records, path, { from }) => ({
            path: pathBelow(path, from),
            headers: { "content-type": "application/json" },
            body: JSON.stringify(bigQuery(records)),
          }),
          replyOf: (answered, { length }) => readReplies(answered, length),
        },
        load,
        options,
      ),
  };
}

/** What BigQuery makes of an answer: all rows, or none. */
function readReplies({ status, body }: Answered, count: number): TransformReply {
  const failed = (error: string): TransformReply => ({
    results: Array.from({ length: count }, () => ({ type: "failed" })),
    error,
    status,
  });
  if (status !== 200) {
    try {
      return failed(String(JSON.parse(body).errorMessage));
    } catch {
      return failed(body);
    }
  }
  const { replies } = JSON.parse(body) as { readonly replies: readonly unknown[] };
  if (replies.length !== count) return failed("The number of replies is not that of the calls.");
  return { results: replies.map((value) => ({ type: "done", value })), status };
}
