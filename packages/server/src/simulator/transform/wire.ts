import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  allFailed,
  deployThroughHttp,
  type HttpWire,
  httpResult,
  pathBelow,
  type TransformReply,
  type TransformResult,
  type TransformWire,
} from "onefn/simulator";
import { bodyOf } from "./request.js";

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
    result: httpResult([{ status: 200, body: /^\{"results":\[/ }], [{ status: 200, body: "[]" }]),
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
  if (status !== 200) return allFailed(count, body, status);
  const { results } = JSON.parse(body) as { readonly results: readonly Told[] };
  return results.length === count
    ? { results: results.map(resultOf), status }
    : allFailed(count, "The number of results is not that of the records.", status);
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
