import { Buffer } from "node:buffer";
import {
  createResponse,
  EventRequest,
  failureOfRecord,
  nameInPath,
  type PartitionKeys,
  type RequestCodec,
  type Settled,
  strictJson,
  type TypedTransformSource,
} from "onefn/provider";

/** One record of a request. */
export interface TransformRow {
  readonly event: EventRequest;
  readonly value: unknown;
  /** The request, by an id of its own. */
  readonly requestId: string;
}

class RowSource implements TypedTransformSource {
  readonly record: unknown;
  readonly id: string;
  readonly #row: TransformRow;

  constructor(row: TransformRow, index: number) {
    this.#row = row;
    this.record = row.value;
    this.id = `${row.requestId}:${index}`;
  }

  source(): string {
    return new URL(this.#row.event.request.url).pathname;
  }
  type(): string {
    return "dev.onefn.transform.record";
  }
  attributes(): Readonly<Record<string, never>> {
    return {};
  }
  key(): undefined {
    return undefined;
  }
  typed(): unknown {
    return this.record;
  }
  written(value: unknown, keys: PartitionKeys | undefined): string {
    return strictJson({
      value: value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
      ...(keys && { keys }),
    });
  }
}

/**
 * Records in the body of a POST, `{"records":[...]}`, and what becomes of each, `{"results":[...]}`, in the same order: its
 * `value` with the `keys` of a partitioned one, or `dropped`, or an `error`. It is a protocol of onefn's own.
 */
export const transform: RequestCodec<TransformRow> = {
  trigger: "transform",
  matches: (event) =>
    event instanceof EventRequest &&
    Array.isArray((Object(event.json) as { readonly records?: unknown }).records),
  records(event) {
    const requestId = crypto.randomUUID();
    const { records } = event.json as { readonly records: readonly unknown[] };
    return records.map((value): TransformRow => ({ event, value, requestId }));
  },
  readings: [
    {
      kind: "transform",
      byName: true,
      origin: ({ event }) => nameInPath(event.request),
      decode: (row, index) => new RowSource(row, index),
    },
  ],
  rejects: () => true,
  settle: (settled) =>
    createResponse(`{"results":[${settled.map(resultOf).join(",")}]}`, {
      headers: { "content-type": "application/json" },
    }),
};

function resultOf(settled: Settled, index: number, { length }: readonly Settled[]): string {
  if (settled.type === "ack") return settled.value as string;
  if (settled.type === "drop") return '{"dropped":true}';
  const { name, message } = failureOfRecord(settled, `record ${index + 1} of ${length}`);
  return JSON.stringify({ error: { name, message } });
}
