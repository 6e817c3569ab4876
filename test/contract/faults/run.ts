import type { DeliveryReport, RecordDeployment } from "onefn/simulator";
import { type FaultyKind, faultyKinds, PLACE } from "./kinds.js";
import { FATAL, PASSING, type Planned } from "./plan.js";
import { manualClock, quickTimers } from "./time.js";
import { can, type FaultyWire } from "./wires.js";
import { FaultyWorker } from "./worker.js";

/** What became of the messages of a plan. */
export interface Losses {
  readonly sent: number;
  readonly done: number;
  readonly dead: number;
  /** Acknowledged though nobody handled it, or gone. */
  readonly lost: number;
  /** Handled after a later message of its key. Undefined if the source keeps no order. */
  readonly reordered: number | undefined;
  /** Given up, though only its neighbours failed. */
  readonly neighbours: number;
  /**
   * Given up because messages of its key failed before it. It was held back, and a source that delivers them in one batch
   * counts each of these deliveries as one of its own.
   */
  readonly successors: number;
  /** How often a handler was called for a message that was done. */
  readonly again: number;
  /** How often that was unavoidable: the source delivers whole batches again, or heard no answer. */
  readonly least: number;
}

/** More than any source hides a message for. */
const PAUSE = 3_600_000;

/** Messages that wait at the same time. */
const AT_ONCE = 200;

/** The deliveries for which one batch of waiting messages may last. */
const PATIENCE = 20_000;

/** Sends a plan's messages through a wire, and has them delivered until none is left. */
export async function suffer(wire: FaultyWire, plan: readonly Planned[]): Promise<Losses> {
  const kind: FaultyKind = faultyKinds[wire.kind];
  const worker = new FaultyWorker(plan, kind);
  worker.start();
  const clock = manualClock();
  const deployment: RecordDeployment<unknown> = await wire.deploy(worker.load, {
    clock,
    maxAttempts: 5,
    adapt: { timeout: 60_000, timers: quickTimers(clock, () => worker.life) },
  });
  const count = new Count(wire, plan, worker);
  try {
    for (let from = 0; from < plan.length; from += AT_ONCE) {
      const some = plan.slice(from, from + AT_ONCE);
      count.send(await deployment.send(PLACE, some.map(kind.record)), from);
      for (let round = 0; count.open > 0 && round < PATIENCE; round++) {
        const report = await deliver(deployment, worker, count);
        if (!report || report.delivered.length === 0) clock.advance(PAUSE);
      }
    }
  } finally {
    await deployment.close();
  }
  return count.losses();
}

/** One delivery. Undefined: the process was killed, and the source heard no answer. */
async function deliver(
  deployment: RecordDeployment<unknown>,
  worker: FaultyWorker,
  count: Count,
): Promise<DeliveryReport | undefined> {
  worker.start();
  const before = worker.done.size;
  const killed = worker.killed().then(() => undefined);
  const report = await Promise.race([killed, deployment.deliver(PLACE)]);
  if (report) count.deliver(report);
  else count.kill(worker.done.size - before);
  return report;
}

/**
 * Whether a source delivers again what is done: the whole batch, or everything behind a failure, where other keys were
 * handled at the same time.
 */
function returnsDone(wire: FaultyWire): boolean {
  return !can(wire, "partialFailure") || (!can(wire, "failsAlone") && can(wire, "concurrentKeys"));
}

/** Counts what becomes of each message. */
class Count {
  readonly #wire: FaultyWire;
  readonly #plan: readonly Planned[];
  readonly #worker: FaultyWorker;
  readonly #numbers = new Map<string, number>();
  readonly #open = new Set<string>();
  #dead = 0;
  #lost = 0;
  #neighbours = 0;
  #successors = 0;
  #least = 0;

  constructor(wire: FaultyWire, plan: readonly Planned[], worker: FaultyWorker) {
    this.#wire = wire;
    this.#plan = plan;
    this.#worker = worker;
  }

  /** The messages without a fate. */
  get open(): number {
    return this.#open.size;
  }

  send(ids: readonly string[], from: number): void {
    for (const [index, id] of ids.entries()) {
      this.#numbers.set(id, from + index);
      this.#open.add(id);
    }
  }

  deliver({ acknowledged, returned, dead }: DeliveryReport): void {
    for (const id of acknowledged) {
      this.#open.delete(id);
      if (!this.#isDone(id)) this.#lost++;
    }
    for (const id of dead) {
      this.#open.delete(id);
      this.#dead++;
    }
    this.#blame(dead);
    if (returnsDone(this.#wire)) this.#least += returned.filter((id) => this.#isDone(id)).length;
  }

  /** Nobody has told the source what was done. */
  kill(did: number): void {
    this.#least += did;
  }

  losses(): Losses {
    const { done, again } = this.#worker;
    return {
      sent: this.#plan.length,
      done: done.size,
      dead: this.#dead,
      lost: this.#lost + this.#open.size,
      reordered: can(this.#wire, "order") ? this.#reordered() : undefined,
      neighbours: this.#neighbours,
      successors: this.#successors,
      again,
      least: this.#least,
    };
  }

  #reordered(): number {
    const latest = new Map<string, number>();
    let reordered = 0;
    for (const n of this.#worker.done) {
      const { key } = this.#plan[n] as Planned;
      const last = latest.get(key) ?? -1;
      if (n < last) reordered++;
      latest.set(key, Math.max(n, last));
    }
    return reordered;
  }

  #isDone(id: string): boolean {
    return this.#worker.done.has(this.#numbers.get(id) as number);
  }

  /** Tells the messages that died of their own fault from those that died with another. */
  #blame(dead: readonly string[]): void {
    for (const id of dead) {
      const each = this.#plan[this.#numbers.get(id) as number] as Planned;
      if (this.#mayDie(each)) continue;
      if (this.#isHeldBack(each)) this.#successors++;
      else this.#neighbours++;
    }
  }

  #isHeldBack({ n, key }: Planned): boolean {
    const before = this.#plan.slice(n - (n % AT_ONCE), n);
    return (
      can(this.#wire, "order") &&
      can(this.#wire, "batch") &&
      before.some((each) => each.key === key && (FATAL.has(each.fault) || PASSING.has(each.fault)))
    );
  }

  #mayDie({ fault }: Planned): boolean {
    return FATAL.has(fault) || (PASSING.has(fault) && !can(this.#wire, "redelivery"));
  }
}
