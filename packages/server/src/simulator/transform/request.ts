import { Buffer } from "node:buffer";
import { pathBelow } from "onefn/simulator";

/** Where a request with records to transform goes. */
export interface TransformRequestOptions {
  /** The stream that a transform claims, which is the last part of the path. Default: none, as for a lone transform. */
  readonly from?: string | undefined;
  /** Default: `https://transforms.example/`. */
  readonly url?: string | undefined;
}

/**
 * Builds the request that has records transformed. Bytes are base64.
 *
 * @example
 * const request = transformRequest([{ page: "/tea" }], { from: "clicks" });
 * @trigger transform
 */
export function transformRequest(
  records: readonly unknown[],
  { from, url = "https://transforms.example/" }: TransformRequestOptions = {},
): Request {
  const { origin, pathname, search } = new URL(url);
  const headers = { "content-type": "application/json" };
  const to = `${origin}${pathBelow(pathname, from)}${search}`;
  return new Request(to, { method: "POST", headers, body: bodyOf(records) });
}

/** The body of a request with records to transform. */
export function bodyOf(records: readonly unknown[]): string {
  return JSON.stringify({ records: records.map(recordOf) });
}

function recordOf(record: unknown): unknown {
  return record instanceof Uint8Array ? Buffer.from(record).toString("base64") : record;
}
