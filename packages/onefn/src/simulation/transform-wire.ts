import type { CallWire } from "./call-wire.js";
import type { RewriteRequest } from "./record-wire.js";
import type { ReplaceEvent } from "./wire.js";

/** One way in which a provider has records transformed: it sends some, and waits for what becomes of each. */
export interface TransformWire
  extends CallWire<"transform", readonly OutgoingRecord[], TransformReply, TransformCaller> {
  /** Its records arrive as requests that anyone on the network could send. A caller can rewrite them. */
  readonly requests?: true;
}

/** A record to transform. */
export interface OutgoingRecord {
  /** A text, bytes, or a JSON value, which a wire of bytes writes as JSON. */
  readonly record: unknown;
  /** What the source orders or groups by, if the wire has such. */
  readonly key?: string | undefined;
  /** Replaces members of the native record, to simulate a broken one. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}

/** What became of the records, in their order, as the source reads the answer. */
export interface TransformReply {
  readonly results: readonly TransformResult[];
  /** What the source learns of a failure of the whole call. All records have failed then. */
  readonly error?: string | undefined;
  /** The status, if the wire is http. */
  readonly status?: number;
}

/** What became of one record. */
export type TransformResult =
  /** `value` is what is passed on: bytes, or a JSON value where the wire has types. */
  | { readonly type: "done"; readonly value: unknown; readonly keys?: Readonly<Record<string, string>> }
  | { readonly type: "dropped" }
  /** `reason`: the source's own, if it refused the answer. `told`: what the answer says of it, if it can. */
  | { readonly type: "failed"; readonly reason?: string; readonly told?: string };

/** Who has records transformed. */
export interface TransformCaller {
  /** The stream or the function that sends the records. Default: the wire's own. */
  readonly from?: string | undefined;
  /** Replaces the native event. */
  readonly replaceEvent?: ReplaceEvent | undefined;
  /** Changes the request, on a wire with `requests`. */
  readonly rewrite?: RewriteRequest | undefined;
}

/** The reply to a call that failed as a whole: all of its records have failed. */
export function allFailed(count: number, error: string, status?: number): TransformReply {
  const results = Array.from({ length: count }, () => ({ type: "failed" }) as const);
  return { results, error, ...(status !== undefined && { status }) };
}
