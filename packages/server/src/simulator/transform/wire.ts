import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  allFailed,
  type DocumentedResult,
  deployThroughHttp,
  type HttpWire,
  httpResult,
  type OutgoingRecord,
  pathBelow,
  type TransformReply,
  type TransformResult,
  type TransformWire,
} from "onefn/simulator";
import { bodyOf } from "./request.js";

/** How one source sends records in requests differs from another. */
export interface TransformWay {
  readonly trigger: string;
  readonly capabilities: Capabilities;
  /** What its answers look like. */
  readonly result: DocumentedResult;
  /** The body of the request for some records, in JSON. */
  bodyOf(records: readonly OutgoingRecord[]): string;
  /** What the source makes of an answer to so many records. */
  replyOf(answered: Answered, count: number): TransformReply;
}

/**
 * Sends records in requests. The last part of their path says which transform they are for.
 *
 * @param http the wire that carries the requests.
 */
export function createTransformRequests(
  http: HttpWire,
  { trigger, capabilities, result, bodyOf, replyOf }: TransformWay,
): TransformWire {
  return {
    kind: "transform",
    shape: "call",
    trigger,
    capabilities,
    requests: true,
    result,
    deploy: (load, options) =>
      deployThroughHttp(
        http,
        {
          trigger,
          write: (records, path, { from }) => ({
            path: pathBelow(path, from),
            headers: { "content-type": "application/json" },
            body: bodyOf(records),
          }),
          replyOf: (answered, { length }) => replyOf(answered, length),
        },
        load,
        options,
      ),
  };
}

/**
 * Sends records in requests of onefn's own form, and reads what became of each.
 *
 * @param http the wire that carries the requests.
 */
export function createTransformWire(http: HttpWire, capabilities: Capabilities): TransformWire {
  return createTransformRequests(http, {
    trigger: "transform",
    capabilities,
    result: httpResult([{ status: 200, body: /^\{"results":\[/ }], [{ status: 200, body: "[]" }]),
    bodyOf: (records) => bodyOf(records.map(({ record }) => record)),
    replyOf: readResults,
  });
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
