import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  deployThroughHttp,
  type HttpWire,
  pathBelow,
  schema,
  type TransformReply,
  type TransformResult,
  type TransformWire,
} from "onefn/simulator";
import { bodyOf } from "./request.js";

const { integer, literal, object, record, string, union } = schema;

/**
 * Sends records in requests, and reads what became of each.
 *
 * @param http the wire that carries the requests.
 */
export function createTransformWire(http: HttpWire, capabilities: Capabilities): TransformWire {
  const trigger = "transform";
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
          contentType: string(/^application\/json/),
          headers: record(string()),
          body: string(/^\{"results":\[/),
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
        { status: 200, contentType: "application/json", headers: {}, body: "[]" },
        { status: 500, contentType: "text/plain", headers: {}, body: "Error: at handler (index.js:1)" },
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
            body: bodyOf(records.map(({ record }) => record)),
          }),
          replyOf: (answered, { length }) => readResults(answered, length),
        },
        load,
        options,
      ),
  };
}

function readResults({ status, body }: Answered, count: number): TransformReply {
  const failed = (error: string): TransformReply => ({
    results: Array.from({ length: count }, () => ({ type: "failed" })),
    error,
    status,
  });
  if (status !== 200) return failed(body);
  const { results } = JSON.parse(body) as { readonly results: readonly Told[] };
  return results.length === count
    ? { results: results.map(resultOf), status }
    : failed("The number of results is not that of the records.");
}

interface Told {
  readonly value?: unknown;
  readonly keys?: Readonly<Record<string, string>>;
  readonly dropped?: true;
  readonly error?: { readonly name?: string; readonly message: string };
}

function resultOf({ value, keys, dropped, error }: Told): TransformResult {
  if (dropped) return { type: "dropped" };
  if (error) return { type: "failed", told: [error.name, error.message].filter(Boolean).join(": ") };
  return { type: "done", value, ...(keys && { keys }) };
}
