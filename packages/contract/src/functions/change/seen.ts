import type { Change, Context } from "onefn";
import { toBase64 } from "../base64.js";

/** What `contract-seen` reports about a change. */
export interface SeenChange {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string | null;
  readonly operation: string;
  readonly table: string;
  readonly key: unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether a second read returns the same objects. */
  readonly steady: boolean;
  /** The result of `JSON.stringify`. */
  readonly json: string;
  readonly requestId: string;
}

/** Everything that a handler can read from its change, as JSON. */
export function seenChange(change: Change, context: Context): Readonly<Record<string, unknown>> {
  const seen: SeenChange = {
    specversion: change.specversion,
    id: change.id,
    source: change.source,
    type: change.type,
    time: change.time ?? null,
    operation: change.operation,
    table: change.table,
    key: typed(change.key),
    before: typed(change.before),
    after: typed(change.after),
    steady: isSteady(change),
    json: JSON.stringify(change),
    requestId: context.requestId,
  };
  return { ...seen };
}

function isSteady(change: Change): boolean {
  const look = ({ key, before, after }: Change) => [key, before, after];
  const first = look(change);
  return look(change).every((each, index) => each === first[index]);
}

/**
 * Marks values that JSON lacks: `{"bigint":"1"}`, `{"set":[...]}`, `{"bytes":"..."}`, and `"nothing"` for undefined.
 */
function typed(value: unknown): unknown {
  if (value === undefined) return "nothing";
  if (typeof value === "bigint") return { bigint: `${value}` };
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return { bytes: toBase64(value) };
  if (value instanceof Set) return { set: [...value].map(typed) };
  if (Array.isArray(value)) return value.map(typed);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typed(each)]));
}
