import assert from "node:assert/strict";
import type {
  CallDeployment,
  Exchange,
  OutgoingRecord,
  TransformCaller,
  TransformReply,
  TransformResult,
  TransformWire,
} from "onefn/simulator";
import type { Instruction } from "../functions/transform/index.js";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

type Done = Extract<TransformResult, { type: "done" }>;

/** One case's connection to transforms behind a wire. */
export class TransformRun {
  readonly wire: TransformWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  /** A unique word by which the case finds its own log lines. */
  readonly id: string = crypto.randomUUID().slice(0, 8);
  readonly #deployment: CallDeployment<readonly OutgoingRecord[], TransformReply, TransformCaller>;

  constructor(
    wire: TransformWire,
    deployment: CallDeployment<readonly OutgoingRecord[], TransformReply, TransformCaller>,
    exchanges: readonly Exchange[],
    { line }: Patience,
  ) {
    this.wire = wire;
    this.#deployment = deployment;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** Whether the wire can do something. */
  can(capability: string): boolean {
    return this.wire.capabilities[capability]?.supported !== false;
  }

  /** Has records transformed in one call, and returns whatever comes of it. */
  async call(records: readonly unknown[], caller?: TransformCaller): Promise<TransformReply> {
    return this.send(
      records.map((record) => ({ record })),
      caller,
    );
  }

  /** The same for records with keys or broken members. */
  async send(records: readonly OutgoingRecord[], caller?: TransformCaller): Promise<TransformReply> {
    return this.#deployment.send(records, { from: "contract-json", ...caller });
  }

  /** Has records transformed by a call that must not fail as a whole. */
  async results(records: readonly unknown[], caller?: TransformCaller): Promise<readonly TransformResult[]> {
    const { results, error } = await this.call(records, caller);
    assert.equal(error, undefined, "the call failed");
    assert.equal(results.length, records.length, "not every record has a result");
    for (const each of results)
      if (each.type === "failed") assert.equal(each.reason, undefined, "the source refused the answer");
    return results;
  }

  /** Has one record transformed, which must not fail. */
  async value(record: unknown, caller?: TransformCaller): Promise<unknown> {
    return this.done((await this.results([record], caller))[0]).value;
  }

  /** The same, with its value as JSON. */
  async json<T = unknown>(record: unknown, caller?: TransformCaller): Promise<T> {
    return jsonOf(await this.value(record, caller)) as T;
  }

  /** A result that must be a value. */
  done(result: TransformResult | undefined): Done {
    assert.equal(result?.type, "done");
    return result as Done;
  }

  /** Has the transform do something with a record. */
  do(what: string, more: Partial<Instruction> = {}): Instruction {
    return { do: what, id: this.id, ...more };
  }
}

/** A value as JSON: on a wire of bytes, it is written so. */
export function jsonOf(value: unknown): unknown {
  return value instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(value)) : value;
}
