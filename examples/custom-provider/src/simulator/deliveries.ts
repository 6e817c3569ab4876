import { randomUUID } from "node:crypto";
import {
  createClock,
  type DeliveryReport,
  drainQueue,
  FunctionLog,
  type Load,
  type MessageDeployment,
  type MessageSimulatorOptions,
  type MessageWire,
  reloading,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt } from "../index.js";
import type { KiteDelivery, KiteFates } from "../wire.js";
import { overJson } from "./over-json.js";
import { type Parcel, Queue } from "./queue.js";

/** Kite's queues before a function. */
export const deliveries: MessageWire = {
  trigger: "delivery",
  capabilities: capabilities.delivery,
  deploy: (load, options = {}) => new Deployed(load, options),
};

class Deployed implements MessageDeployment {
  readonly #log = new FunctionLog("kite");
  readonly #queues = new Map<string, Queue>();
  readonly #options: MessageSimulatorOptions;
  readonly #clock;
  readonly #handler;

  constructor(load: Load, options: MessageSimulatorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? createClock();
    this.#handler = reloading(load, (functions) =>
      adapt(functions, { ...options.adapt, log: this.#log.write }),
    );
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  send: MessageDeployment["send"] = async (to, messages) =>
    messages.map((message) => this.#queue(to).send(message, this.#clock.now()));

  deliver: MessageDeployment["deliver"] = async (from, replaceEvent) => {
    const { batchSize = 10, maxAttempts = 3, timeout = 30_000, tap } = this.#options;
    const taken = this.#queue(from).take(batchSize, this.#clock.now());
    if (taken.length === 0) return { delivered: [], acknowledged: [], returned: [], dead: [] };
    const written: KiteDelivery = {
      kite: "delivery",
      id: randomUUID(),
      deadline: Date.now() + timeout,
      parcels: taken.map(({ parcel }) => parcel),
    };
    // Whatever takes its place is handed over as if Kite had written it.
    const nativeEvent = (replaceEvent ? replaceEvent(written) : written) as KiteDelivery;
    let nativeResult: KiteFates | undefined;
    let failure: Pick<DeliveryReport, "error"> = {};
    try {
      nativeResult = await within(timeout, () => this.#handler()(overJson(nativeEvent)));
      if (!nativeResult) throw new Error("The function took too long.");
      nativeResult = overJson(nativeResult);
    } catch (error) {
      failure = { error };
      this.#log.lines.push(`Kite: the delivery failed: ${error}`);
    }
    this.#log.end(written.id);
    const output = { ...this.#settle(from, taken, nativeResult, maxAttempts), ...failure };
    const input = taken.map(({ sent }) => sent);
    tap?.({ trigger: "delivery", input, nativeEvent, nativeResult, output, ...failure });
    return output;
  };

  #settle(
    from: string,
    taken: readonly Parcel[],
    result: KiteFates | undefined,
    maxAttempts: number,
  ): DeliveryReport {
    const ends = { acknowledged: [] as string[], returned: [] as string[], dead: [] as string[] };
    for (const [index, each] of taken.entries()) {
      const { id, attempt } = each.parcel;
      // What has no fate comes again, and nothing for ever.
      const said = result?.fates[index] ?? { again: 0 };
      const fate = said !== "done" && attempt >= maxAttempts ? "dead" : said;
      ends[fate === "done" ? "acknowledged" : fate === "dead" ? "dead" : "returned"].push(id);
      if (typeof fate === "object") each.visibleAt = this.#clock.now() + fate.again * 1_000;
      else this.#queue(from).delete(id);
    }
    return { delivered: taken.map(({ parcel }) => parcel.id), ...ends };
  }

  drain: MessageDeployment["drain"] = (from) =>
    drainQueue(this.#queue(from), () => this.deliver(from), this.#clock, "[kite] delivery");

  #queue(name: string): Queue {
    const queue = this.#queues.get(name) ?? new Queue(name);
    this.#queues.set(name, queue);
    return queue;
  }

  async close(): Promise<void> {}
}
