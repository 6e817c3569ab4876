import assert from "node:assert/strict";
import type {
  DeliveryReport,
  DrainReport,
  Exchange,
  RecordDeployment,
  RecordWire,
  ReplaceEvent,
  RewriteRequest,
} from "onefn/simulator";
import type { Order } from "../functions/records/behaviour.js";
import type { RecordKit } from "../kinds/record-kit.js";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

/** The number of deliveries after which a case stops waiting for each record to come once. */
const ROUNDS = 50;

/** The statuses with which a function fails a request that brings an event. */
const WHOLE_FAILURE: readonly unknown[] = [500, 503];

/** The lists of a report. */
const FATES = ["delivered", "acknowledged", "returned", "dead", "lost", "repeated"] as const;

/** What a wire with `requests` gives as its native result. */
interface RequestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A wire of any kind of record. */
export type AnyRecordWire = RecordWire<string, unknown>;

/** One case's connection to functions behind a wire that delivers records. */
export class RecordRun<Sent = unknown> {
  readonly wire: AnyRecordWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  readonly #deployment: RecordDeployment<Sent>;
  readonly #kit: Pick<RecordKit<Sent>, "record">;
  readonly #exchanges: readonly Exchange[];
  readonly #places = new Set<string>();

  constructor(
    wire: AnyRecordWire,
    deployment: RecordDeployment<Sent>,
    exchanges: readonly Exchange[],
    { line }: Patience,
    kit: Pick<RecordKit<Sent>, "record">,
  ) {
    this.wire = wire;
    this.#deployment = deployment;
    this.#kit = kit;
    this.#exchanges = exchanges;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** A record with an instruction for its handler. */
  record(order: Order, key?: string): Sent {
    return this.#kit.record(order, key);
  }

  /** Whether the wire can do something. */
  can(capability: string): boolean {
    return this.wire.capabilities[capability]?.supported !== false;
  }

  /** The fate of a record that fails: it comes again if the wire redelivers. */
  get again(): "returned" | "dead" {
    return this.can("redelivery") ? "returned" : "dead";
  }

  /** Checks that the adapter returned a result and did not throw, unless throwing is all that the wire understands. */
  expectAnswer({ error }: DeliveryReport): void {
    // If each record is its own event, throwing may be the way to fail a record.
    if (this.can("batch") && this.can("partialFailure")) assert.equal(error, undefined);
  }

  /**
   * Checks that the provider was told of a failure as a whole: the adapter threw, or a request was answered with a status
   * that says so. A 4xx blames the request, and some sources drop one.
   */
  expectFailure({ error }: DeliveryReport): void {
    if (error === undefined)
      assert.ok(WHOLE_FAILURE.includes(this.answer?.status), `the answer's status is ${this.answer?.status}`);
  }

  /** The answer to the last delivery, on a wire whose events arrive as requests. */
  get answer(): RequestAnswer | undefined {
    const { nativeResult } = this.#exchanges.at(-1) ?? {};
    return typeof Object(nativeResult).status === "number" ? (nativeResult as RequestAnswer) : undefined;
  }

  /** Sends records to the place that one of the contract's functions claims. */
  async send(to: string, ...records: readonly Sent[]): Promise<readonly string[]> {
    this.#places.add(to);
    return this.#deployment.send(to, records);
  }

  /** Sends a record without a key for each order. */
  async sendOrders(to: string, ...orders: readonly Order[]): Promise<readonly string[]> {
    return this.send(to, ...orders.map((order) => this.record(order)));
  }

  /** One delivery. */
  async deliver(
    from: string | readonly string[],
    replaceEvent?: ReplaceEvent,
    rewrite?: RewriteRequest,
  ): Promise<DeliveryReport> {
    return this.#deployment.deliver(from, replaceEvent, rewrite);
  }

  /** Delivers until each record has come once: in one delivery if the wire has batches. */
  async deliverEach(from: string, ids: readonly string[]): Promise<DeliveryReport> {
    const waiting = new Set(ids);
    const all: Record<(typeof FATES)[number], string[]> = {
      delivered: [],
      acknowledged: [],
      returned: [],
      dead: [],
      lost: [],
      repeated: [],
    };
    let error: unknown;
    for (let round = 0; waiting.size > 0 && round < ROUNDS; round++) {
      const report = await this.deliver(from);
      if (report.delivered.length === 0) break;
      for (const key of FATES) all[key].push(...report[key]);
      for (const id of report.delivered) waiting.delete(id);
      error ??= report.error;
    }
    return error === undefined ? all : { ...all, error };
  }

  /** Delivers, and lets time pass, until every record is acknowledged or dead. */
  async drain(from: string): Promise<DrainReport> {
    return this.#deployment.drain(from);
  }

  /** Empties the places for the next case. */
  async end(): Promise<void> {
    for (const place of this.#places) await this.drain(place);
  }
}
