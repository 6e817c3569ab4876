import type {
  DeliveryReport,
  DrainReport,
  Exchange,
  MessageDeployment,
  MessageWire,
  OutgoingMessage,
  ReplaceEvent,
} from "onefn/simulator";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

/** Deliveries after which a case gives up waiting for each message to have come once. */
const ROUNDS = 50;

/** One case's connection to functions behind a wire of messages. */
export class MessageRun {
  readonly wire: MessageWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  readonly #deployment: MessageDeployment;
  readonly #queues = new Set<string>();

  constructor(
    wire: MessageWire,
    deployment: MessageDeployment,
    exchanges: readonly Exchange[],
    { line }: Patience,
  ) {
    this.wire = wire;
    this.#deployment = deployment;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** Puts messages on the queue of one of the contract's functions. */
  async send(to: string, ...messages: readonly OutgoingMessage[]): Promise<readonly string[]> {
    this.#queues.add(to);
    return this.#deployment.send(to, messages);
  }

  /** Puts JSON on a queue. */
  async sendJson(to: string, ...data: readonly unknown[]): Promise<readonly string[]> {
    return this.send(to, ...data.map((each) => ({ body: JSON.stringify(each) })));
  }

  /** One delivery. */
  async deliver(from: string, replaceEvent?: ReplaceEvent): Promise<DeliveryReport> {
    return this.#deployment.deliver(from, replaceEvent);
  }

  /** Delivers until each message has come once: in one delivery where the wire has batches. */
  async deliverEach(from: string, ids: readonly string[]): Promise<DeliveryReport> {
    const waiting = new Set(ids);
    const all = { delivered: [], acknowledged: [], returned: [], dead: [] } as {
      [Key in "delivered" | "acknowledged" | "returned" | "dead"]: string[];
    };
    let error: unknown;
    for (let round = 0; waiting.size > 0 && round < ROUNDS; round++) {
      const report = await this.deliver(from);
      if (report.delivered.length === 0) break;
      for (const key of ["delivered", "acknowledged", "returned", "dead"] as const)
        all[key].push(...report[key]);
      for (const id of report.delivered) waiting.delete(id);
      error ??= report.error;
    }
    return error === undefined ? all : { ...all, error };
  }

  /** Delivers, and lets time pass, until every message is acknowledged or dead. */
  async drain(from: string): Promise<DrainReport> {
    return this.#deployment.drain(from);
  }

  /** Leaves the queues empty for the next case. */
  async end(): Promise<void> {
    for (const queue of this.#queues) await this.drain(queue);
  }
}
